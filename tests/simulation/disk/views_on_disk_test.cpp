// The read side on a simulated disk that loses power.
#include "../../persistence/views/core/counting_projection.hpp"
#include "failure_of.hpp"
#include "sample_appends.hpp"

#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/persistence/views/projection_runner.hpp"
#include "docket/persistence/views/verify_view.hpp"
#include "docket/persistence/views/views_folder.hpp"
#include "docket/simulation/disk/simulated_disk.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>

using namespace docket;
using namespace docket::testing;

namespace {

constexpr int orders = 40;
constexpr int rounds = 5;

// A log of `rounds` events for each of `orders` orders, which the views are kept from.
struct log_and_views {
  log_and_views() {
    const auto store = open_sqlite_store(log);
    for (int round = 0; round < rounds; ++round)
      for (int order = 0; order < orders; ++order)
        commit(*store, {sample_append(fmt::format("order-{}", order), expected_version::any())});
  }

  // To the log's end, a few events at a time.
  void keep_up() {
    views_folder folder{views_folder_of(log)};
    counting_projection counts;
    const auto live = folder.live_generation(counts, noon);
    projection_runner runner{counts,
                             folder.file_of(counts.name(), live.number),
                             {.cache_bytes = 1 << 20, .wal_bytes_limit = 64 << 10}};
    const auto reader = open_sqlite_reader(log);
    while (!runner.step(*reader, 7).caught_up) {
    }
  }

  [[nodiscard]] bool every_event_counted_once() const {
    const auto view = open_live_view(views_folder_of(log), "counting");
    const auto counts = counts_in(*view);
    return counts.size() == orders &&
           std::ranges::all_of(counts, [](const auto& order) { return order.second == rounds; });
  }

  simulated_disk disk{"/simulated/views"};
  std::filesystem::path log = disk.root() / "log.db";
};

} // namespace

TEST_CASE("views are kept on a simulated disk", "[disk][views]") {
  log_and_views t;
  t.keep_up();
  CHECK(t.every_event_counted_once());
  const auto names = t.disk.names_in(t.disk.root() / "log.db.views");
  CHECK(names == std::vector<std::string>{"counting.1.db", "registry.db"});
}

TEST_CASE("whenever the power goes, a view has every event once in the end", "[disk][views]") {
  const auto damage = GENERATE(from_range(every_power_damage));
  bool survived = false;
  for (std::uint64_t nth = 1; !survived; nth += 23) {
    CAPTURE(name_of(damage), nth);
    log_and_views t;
    t.disk.set_faults(power_goes_at(t.disk.counters().operations + nth, damage, nth));
    survived = !failure_of([&] { t.keep_up(); }).has_value();
    t.disk.set_faults({});
    t.disk.restart();
    REQUIRE_FALSE(failure_of([&] { t.keep_up(); }));
    REQUIRE(t.every_event_counted_once());
  }
}
