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

#include <functional>
#include <optional>

using namespace docket;
using namespace docket::testing;

namespace {

constexpr int orders = 40;
constexpr int rounds = 5;
constexpr view_settings small_files{.cache_bytes = 1 << 20, .wal_bytes_limit = 64 << 10};

bool is_sync_of_the_view(const disk_operation& asked) {
  return asked.kind == disk_operation_kind::sync && asked.path.find("counting.") != asked.path.npos;
}

disk_fault forgets_syncs_of_the_view(const disk_operation& asked) {
  return is_sync_of_the_view(asked) ? disk_fault{.kind = disk_fault_kind::forgotten_sync} : disk_fault{};
}

// The first sync of the view's file is forgotten, and the power goes at the nth operation after it.
disk_faults forgets_a_sync_and_fails_later(power_damage damage, std::uint64_t nth) {
  return [forgotten = false, since = std::uint64_t{0}, damage, nth](const disk_operation& asked) mutable {
    if (!forgotten && is_sync_of_the_view(asked) && !asked.path.ends_with("-wal")) {
      forgotten = true;
      return disk_fault{.kind = disk_fault_kind::forgotten_sync};
    }
    if (!forgotten || ++since != nth) return disk_fault{};
    return disk_fault{.kind = disk_fault_kind::power_cut, .number = nth, .damage = damage};
  };
}

// A log of `rounds` events for each of `orders` orders, which the views are kept from.
struct log_and_views {
  log_and_views() {
    const auto store = open_sqlite_store(log);
    for (int round = 0; round < rounds; ++round)
      for (int order = 0; order < orders; ++order)
        commit(*store, {sample_append(fmt::format("order-{}", order), expected_version::any())});
  }

  // To the log's end, a few events at a time; then something happens before the view is closed.
  void keep_up(const std::function<void()>& before_closing = {},
               const view_settings& settings = small_files) {
    views_folder folder{views_folder_of(log)};
    counting_projection counts;
    const auto live = folder.live_generation(counts, noon);
    projection_runner runner{counts, folder.file_of(counts.name(), live.number), settings};
    const auto reader = open_sqlite_reader(log);
    while (!runner.step(*reader, 7).caught_up) {
    }
    if (before_closing) before_closing();
  }

  // As an engine does: after a failure it goes on, and after a failed sync in another file.
  void keep_up_whatever_happens() {
    counting_projection counts;
    views_folder folder{views_folder_of(log)};
    const auto reader = open_sqlite_reader(log);
    for (bool done = false; !done && disk.has_power();) {
      const auto live = folder.live_generation(counts, noon);
      std::optional<projection_runner> runner;
      const auto go_on = [&] {
        if (!runner) runner.emplace(counts, folder.file_of(counts.name(), live.number), small_files);
        done = runner->step(*reader, 7).caught_up;
      };
      std::optional<store_errc> failure;
      while (!done && disk.has_power() && failure != store_errc::closed_to_writes)
        failure = failure_of(go_on);
      if (failure == store_errc::closed_to_writes) folder.registry().give_up_live(counts.name());
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

TEST_CASE("a sync that fails never takes events out of a view's middle, or leaves some there twice",
          "[disk][views]") {
  const auto damage = GENERATE(from_range(every_power_damage));
  for (std::uint64_t failing = 1; failing <= 8; ++failing) {
    for (std::uint64_t last = failing + 1; last <= failing + 4; ++last) {
      CAPTURE(name_of(damage), failing, last);
      log_and_views t;
      std::uint64_t syncs = 0;
      t.disk.set_faults([&](const disk_operation& asked) {
        if (!is_sync_of_the_view(asked)) return disk_fault{};
        if (++syncs == failing) return forgets_syncs_of_the_view(asked);
        return syncs == last
                   ? disk_fault{.kind = disk_fault_kind::power_cut, .number = last, .damage = damage}
                   : disk_fault{};
      });
      t.keep_up_whatever_happens();
      t.disk.set_faults({});
      t.disk.restart();
      REQUIRE_FALSE(failure_of([&] { t.keep_up(); }));
      REQUIRE(t.every_event_counted_once());
    }
  }
}

TEST_CASE("a view takes nothing more after a sync that failed, and is begun anew in another file",
          "[disk][views]") {
  log_and_views t;
  views_folder folder{views_folder_of(t.log)};
  counting_projection counts;
  const auto live = folder.live_generation(counts, noon);
  const auto reader = open_sqlite_reader(t.log);
  {
    projection_runner runner{
        counts, folder.file_of(counts.name(), live.number), {.wal_bytes_limit = 64 << 10}};
    t.disk.set_faults(forgets_syncs_of_the_view);
    const auto all = [&] {
      while (!runner.step(*reader, 7).caught_up) {
      }
    };
    CHECK(failure_of(all).has_value());
    t.disk.set_faults({});
    CHECK(failure_of(all) == store_errc::closed_to_writes);
    CHECK(failure_of(all) == store_errc::closed_to_writes);
  }
  folder.registry().give_up_live(counts.name());
  folder.remove_unnamed();
  CHECK(folder.live_generation(counts, noon).number == live.number + 1);
}

TEST_CASE("a view whose last sync fails is not left behind, and is made again", "[disk][views]") {
  log_and_views t;
  t.keep_up([&] { t.disk.set_faults(forgets_syncs_of_the_view); }, {});
  t.disk.set_faults({});
  CHECK(t.disk.names_in(t.disk.root() / "log.db.views") == std::vector<std::string>{"registry.db"});
  t.keep_up();
  CHECK(t.every_event_counted_once());
}

TEST_CASE("whenever the power goes after a view's last sync has failed, the view is whole or made again",
          "[disk][views]") {
  const auto damage = GENERATE(from_range(every_power_damage));
  for (std::uint64_t nth = 1; nth <= 10; ++nth) {
    CAPTURE(name_of(damage), nth);
    log_and_views t;
    t.keep_up([&] { t.disk.set_faults(forgets_a_sync_and_fails_later(damage, nth)); }, {});
    if (t.disk.has_power()) t.disk.power_cut(damage, nth);
    t.disk.set_faults({});
    t.disk.restart();
    REQUIRE_FALSE(failure_of([&] { t.keep_up(); }));
    REQUIRE(t.every_event_counted_once());
  }
}

TEST_CASE("a view is beyond repair when it is damaged, and not when the log is", "[disk][views]") {
  log_and_views t;
  t.keep_up();
  const auto file = t.disk.root() / "log.db.views" / "counting.1.db";
  const store_error damage{store_errc::corrupt, "somewhere"}, trouble{store_errc::io, "elsewhere"};
  counting_projection counts;
  {
    projection_runner whole{counts, file};
    CHECK_FALSE(whole.file().is_beyond_repair(damage));
  }
  auto bytes = t.disk.content_of(file);
  std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2), bytes.end(), std::uint8_t{0xff});
  t.disk.put(file, bytes);
  projection_runner damaged{counts, file};
  CHECK_FALSE(damaged.file().is_beyond_repair(trouble));
  CHECK(damaged.file().is_beyond_repair(damage));
}
