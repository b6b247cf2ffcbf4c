// The process that keeps views ends at any write, and the disk fails at any write: however it was, what is
// left is complete as far as it says, and the next run goes on from there.
#include "../../store/failure_of.hpp"
#include "../../store/faulty_vfs.hpp"
#include "../../store/other_process.hpp"
#include "counting_projection.hpp"
#include "view_fixture.hpp"

#include "docket/persistence/views/verify_view.hpp"
#include "docket/persistence/views/view_rebuild.hpp"

#include <catch2/catch.hpp>
#include <sqlite3.h>

using namespace docket;
using namespace docket::testing;

namespace {

constexpr timestamp now = view_room::hour(12);
constexpr std::size_t batch = 3;

projection_factory of_version(std::int32_t number) {
  return [number] { return std::make_unique<counting_projection>(number); };
}

struct crashing_shop : view_room {
  crashing_shop() { write_orders(*this, {"a", "b", "a", "c", "b", "a", "c", "c", "c", "a"}); }

  std::filesystem::path path = folder() / "log.db.views";
};

const counted whole{{"a", 4}, {"b", 2}, {"c", 4}};

void catch_up(projection_runner& runner, log_reader& log) {
  while (!runner.step(log, batch).caught_up) {
  }
}

// All that a process does to views: keeps the live one up, rebuilds it as the next version, switches.
void live_a_day(const crashing_shop& at, log_reader& log) {
  views_folder folder{at.path};
  if (auto live = open_kept_view(folder, of_version(1), now)) catch_up(*live->runner, log);
  if (folder.registry().find("counting")->live->version == 2) return;
  view_rebuild rebuild{folder, of_version(2), now};
  catch_up(rebuild.runner(), log);
  const auto kept = std::move(rebuild).switch_over();
}

// What everyone may read, whenever the process ended: all that it says, each event once.
void check_live_view(crashing_shop& at) {
  if (failure_of([&] { (void)open_live_view(at.path, "counting"); }) == store_errc::not_found) return;
  auto reader = open_live_view(at.path, "counting");
  const auto verdict = verify_view(*reader, counting_projection{}.interest(), at.log_of());
  CHECK(verdict.fault == "");
  std::uint64_t events = 0;
  for (const auto& [stream, count] : counts_in(*reader))
    events += static_cast<std::uint64_t>(count);
  CHECK(events == value(reader->position())); // Every event of this log is of interest.
  if (reader->identity().version == 2) CHECK(counts_in(*reader) == whole); // Switched when it was whole.
}

} // namespace

TEST_CASE("a process that is killed at any write of its views loses and doubles nothing", "[views][crash]") {
  const auto file = GENERATE(faulty_vfs::file::database, faulty_vfs::file::wal);
  const auto operation = GENERATE(faulty_vfs::operation::write, faulty_vfs::operation::sync);
  int kills = 0;
  for (int nth = 1;; ++nth) {
    crashing_shop at;
    bool survived = false;
    {
      other_process victim{[&] {
        static faulty_vfs disk;
        disk.die(file, operation, nth);
        live_a_day(at, at.log_of());
        return std::string{"lived"};
      }};
      survived = victim.said() == "lived";
    }
    INFO("killed at operation " << nth);
    check_live_view(at);
    live_a_day(at, at.log_of());
    check_live_view(at);
    CHECK(open_live_view(at.path, "counting")->identity().version == 2);
    if (survived) break;
    ++kills;
  }
  CHECK(kills > 0);
}

TEST_CASE("a disk that fails at any write stops a step as a store error, and the step can be made again",
          "[views][crash]") {
  const int code = GENERATE(SQLITE_IOERR_WRITE, SQLITE_FULL);
  int failures = 0;
  for (int nth = 1;; ++nth) {
    crashing_shop at;
    faulty_vfs disk;
    counting_projection counts;
    projection_runner runner{counts, at.file_of("counting")};
    disk.fail(faulty_vfs::file::wal, faulty_vfs::operation::write, nth, code);
    std::optional<store_errc> failed;
    for (bool caught_up = false; !caught_up;) {
      const auto failure = failure_of([&] {
        const auto step = runner.step(at.log_of(), batch);
        CHECK_FALSE(step.poison);
        caught_up = step.caught_up;
      });
      if (failure) failed = failure;
    }
    CHECK(counts_in(at) == whole);
    auto reader = at.read("counting");
    CHECK(verify_view(reader, counts.interest(), at.log_of()).fault == "");
    if (!disk.struck()) break;
    CHECK(failed == (code == SQLITE_FULL ? store_errc::full : store_errc::io));
    ++failures;
  }
  CHECK(failures > 0);
}

TEST_CASE("a runner that is dropped between any two steps, or in one, is taken up by the next",
          "[views][crash]") {
  for (std::uint64_t end = 1; end <= 10; ++end) {
    crashing_shop at;
    for (std::uint64_t dies_at = end; dies_at <= 10; dies_at += 2) {
      counting_projection counts;
      counts.on_event = [&](const event_view& event, view_tables& tables) {
        tables.execute("INSERT OR REPLACE INTO counts VALUES ('unfinished', 1)");
        if (value(event.position) == dies_at) throw std::bad_alloc{};
      };
      projection_runner runner{counts, at.file_of("counting")};
      CHECK_THROWS_AS(catch_up(runner, at.log_of()), std::bad_alloc);
    }
    counting_projection counts;
    at.run(counts, batch);
    auto seen = counts_in(at);
    seen.erase("unfinished");
    CHECK(seen == whole);
    auto reader = at.read("counting");
    CHECK(verify_view(reader, counts.interest(), at.log_of()).complete());
  }
}
