#include "stores_under_test.hpp"

#include "temporary_folder.hpp"

#include "docket/persistence/store/memory_store.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

namespace docket::testing {

std::vector<std::string> store_kinds() { return {"sqlite", "memory"}; }

store_on_ground open_store_of_kind(const std::string& kind) {
  if (kind == "memory") return {nullptr, make_memory_store()};
  const auto folder = std::make_shared<temporary_folder>();
  auto store =
      open_sqlite_store(*folder / "log.db", {.cache_bytes = 1 << 20, .checkpoint_wal_bytes = 64 << 10});
  return {folder, std::move(store)};
}

} // namespace docket::testing
