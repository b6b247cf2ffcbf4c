// The contract of event stores, on a simulated disk.
#include "stores_under_test.hpp"

#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/simulation/disk/simulated_disk.hpp"

#include <thread>

namespace docket::testing {

std::vector<std::string> store_kinds() { return {"on a simulated disk"}; }

store_on_ground open_store_of_kind(const std::string&) {
  const auto disk = std::make_shared<simulated_disk>(
      "/simulated/contract",
      disk_options{.on_wait = [](std::chrono::microseconds time) { std::this_thread::sleep_for(time); }});
  auto store =
      open_sqlite_store(disk->root() / "log.db", {.cache_bytes = 1 << 20, .checkpoint_wal_bytes = 64 << 10});
  return {disk, std::move(store)};
}

} // namespace docket::testing
