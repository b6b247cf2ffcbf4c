// A view is built anew beside the live one, and takes its place in one transaction.
#include "../../store/failure_of.hpp"
#include "counting_projection.hpp"
#include "view_fixture.hpp"

#include "docket/persistence/views/verify_view.hpp"
#include "docket/persistence/views/view_rebuild.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

namespace {

constexpr timestamp now = view_room::hour(12);

projection_factory of_version(std::int32_t number) {
  return [number] { return std::make_unique<counting_projection>(number); };
}

// A log of six events, and the live view of it by version 1 of the projection.
struct shop : view_room {
  shop() {
    write_orders(*this, {"o-1", "o-2", "o-1", "o-3", "o-1", "o-2"});
    views.emplace(path);
    live = open_kept_view(*views, of_version(1), now);
    catch_up(*live->runner);
  }

  void catch_up(projection_runner& runner) { REQUIRE(runner.step(log_of(), 1'000).caught_up); }
  [[nodiscard]] counted seen() { return counts_in(*open_live_view(path, "counting")); }
  [[nodiscard]] registered_view registered() { return *views->registry().find("counting"); }
  [[nodiscard]] bool has_file(std::uint32_t generation) {
    return std::filesystem::exists(view_file_path(path, "counting", generation));
  }
  // As after a crash and a restart.
  void open_again() {
    live.reset();
    views.reset();
    views.emplace(path);
  }

  std::filesystem::path path = folder() / "log.db.views";
  std::optional<views_folder> views;
  std::optional<kept_view> live;
};

const counted whole{{"o-1", 3}, {"o-2", 2}, {"o-3", 1}};

} // namespace

TEST_CASE("a new version is built beside the live one, which goes on, and takes its place",
          "[views][rebuild]") {
  shop at;
  view_rebuild rebuild{*at.views, of_version(2), now};
  CHECK_FALSE(rebuild.resumed());
  CHECK(rebuild.step(at.log_of(), 2).reached == position{2});
  CHECK(at.seen() == whole);

  write_orders(at, {"o-3"});
  at.catch_up(*at.live->runner);
  CHECK(at.seen()["o-3"] == 2);

  at.catch_up(rebuild.runner());
  const auto kept = std::move(rebuild).switch_over();
  CHECK(kept.generation.number == 2);
  CHECK(at.registered().live->version == 2);
  CHECK_FALSE(at.registered().building);
  CHECK(at.seen()["o-3"] == 2);
  CHECK_FALSE(at.has_file(1));

  write_orders(at, {"o-9"}); // And it is kept up from there.
  at.catch_up(*kept.runner);
  CHECK(at.seen()["o-9"] == 1);
}

TEST_CASE("a reader that has the old generation open keeps it through the switch", "[views][rebuild]") {
  shop at;
  const auto reader = open_live_view(at.path, "counting");
  auto moment = std::make_unique<view_snapshot>(*reader);
  view_rebuild rebuild{*at.views, of_version(2), now};
  write_orders(at, {"o-9"});
  at.catch_up(rebuild.runner());
  const auto kept = std::move(rebuild).switch_over();
  CHECK(counts_in(*reader) == whole);
  moment.reset();
  CHECK(counts_in(*reader) == whole);
  CHECK(at.seen()["o-9"] == 1);
}

TEST_CASE("a rebuild goes on where it was when its process ended", "[views][rebuild]") {
  shop at;
  {
    view_rebuild rebuild{*at.views, of_version(2), now};
    (void)rebuild.step(at.log_of(), 2);
  }
  at.open_again();
  view_rebuild rebuild{*at.views, of_version(2), view_room::hour(15)};
  CHECK(rebuild.resumed());
  CHECK(rebuild.generation().started_at == now);
  CHECK(rebuild.runner().position() == position{2});
  at.catch_up(rebuild.runner());
  const auto kept = std::move(rebuild).switch_over();
  CHECK(at.seen() == whole);
  CHECK(verify_view(*open_live_view(at.path, "counting"), kept.kept->interest(), at.log_of()).complete());
}

TEST_CASE("a rebuild by a still newer version begins anew", "[views][rebuild]") {
  shop at;
  {
    view_rebuild rebuild{*at.views, of_version(2), now};
    (void)rebuild.step(at.log_of(), 2);
  }
  view_rebuild rebuild{*at.views, of_version(3), now};
  CHECK_FALSE(rebuild.resumed());
  CHECK(rebuild.generation().number == 3);
  CHECK(rebuild.runner().position() == position{0});
  CHECK_FALSE(at.has_file(2));
}

TEST_CASE("a rebuild that is cancelled leaves the live view and nothing else", "[views][rebuild]") {
  shop at;
  view_rebuild rebuild{*at.views, of_version(2), now};
  (void)rebuild.step(at.log_of(), 2);
  REQUIRE(at.has_file(2));
  std::move(rebuild).cancel();
  CHECK_FALSE(at.has_file(2));
  CHECK_FALSE(at.registered().building);
  CHECK(at.seen() == whole);
  write_orders(at, {"o-3"});
  at.catch_up(*at.live->runner);
  CHECK(at.seen()["o-3"] == 2);
}

TEST_CASE("a view of another version can be read and not kept up: a rebuild is due", "[views][rebuild]") {
  shop at;
  at.open_again();
  CHECK_FALSE(open_kept_view(*at.views, of_version(2), now));
  CHECK(at.seen() == whole);
  CHECK(open_live_view(at.path, "counting")->identity().version == 1);
}

TEST_CASE("the same version may be rebuilt, and is compared with the live one at its position",
          "[views][rebuild]") {
  shop at;
  view_rebuild rebuild{*at.views, of_version(1), now};
  (void)rebuild.step(at.log_of(), 3);
  CHECK_FALSE(rebuild.compare_with_live().at_same_position());
  CHECK_FALSE(rebuild.compare_with_live().same());

  write_orders(at, {"o-9"}); // The live one is held where it is.
  CHECK(rebuild.step(at.log_of(), 100, at.live->runner->position()).caught_up);
  const auto diff = rebuild.compare_with_live();
  CHECK(diff.same());
  CHECK(diff.rows == 3);
}

TEST_CASE("what was discarded from the live view is discarded from the new one, if it is poison again",
          "[views][rebuild]") {
  shop at;
  auto& counts = dynamic_cast<counting_projection&>(*at.live->kept);
  counts.on_event = throws_at(position{7});
  write_orders(at, {"o-3", "o-3"});
  REQUIRE(at.live->runner->step(at.log_of(), 100).poison);
  at.live->runner->park(now);
  const auto stream = *at.log_of().find_stream("order", "o-3");
  REQUIRE(at.live->runner->discard(at.log_of(), stream, "anna", "a mistake", now));
  at.catch_up(*at.live->runner);

  SECTION("again") {
    const auto still_poison = [] {
      auto made = std::make_unique<counting_projection>(2);
      made->on_event = throws_at(position{7});
      return made;
    };
    view_rebuild rebuild{*at.views, still_poison, now};
    while (!rebuild.step(at.log_of(), 100).caught_up) {
    }
    CHECK(rebuild.runner().dead_letter_count() == dead_letter_counts{0, 0, 1});
    view_reader built{rebuild.runner().file().file()};
    CHECK(list_discarded(built).at(0).by == "anna");
    CHECK(counts_in(built)["o-3"] == 2);
  }
  SECTION("no more") {
    view_rebuild rebuild{*at.views, of_version(2), now};
    at.catch_up(rebuild.runner());
    CHECK(rebuild.runner().dead_letter_count() == dead_letter_counts{});
  }
}

TEST_CASE("poison that nobody has decided on stops a rebuild as it stops a live view", "[views][rebuild]") {
  shop at;
  const auto poisoned = [] {
    auto made = std::make_unique<counting_projection>(2);
    made->on_event = throws_at(position{3});
    return made;
  };
  view_rebuild rebuild{*at.views, poisoned, now};
  const auto step = rebuild.step(at.log_of(), 100);
  REQUIRE(step.poison);
  CHECK(step.poison->position == position{3});
  CHECK(rebuild.runner().position() == position{2});
}

TEST_CASE("whenever the process ends around a switch, one complete generation is live", "[views][rebuild]") {
  shop at;
  {
    view_rebuild rebuild{*at.views, of_version(2), now};
    at.catch_up(rebuild.runner());
  }
  SECTION("before the registry was told") {
    at.open_again();
    CHECK(at.registered().live->number == 1);
    CHECK(at.registered().building->number == 2);
    CHECK(at.seen() == whole);
  }
  SECTION("after it, with the old files still there") {
    at.views->registry().switch_over("counting");
    CHECK(at.has_file(1));
    at.open_again();
    CHECK(at.registered().live->number == 2);
    CHECK_FALSE(at.has_file(1));
    CHECK(at.seen() == whole);
  }
  SECTION("after a rebuild was registered and before its file was made") {
    at.views->registry().begin_building("counting", 3, now);
    at.open_again();
    CHECK_FALSE(at.has_file(2));
    view_rebuild rebuild{*at.views, of_version(3), now};
    CHECK(rebuild.resumed());
    at.catch_up(rebuild.runner());
    const auto kept = std::move(rebuild).switch_over();
    CHECK(at.seen() == whole);
  }
  SECTION("after a rebuild was given up and before its file was removed") {
    at.views->registry().give_up_building("counting");
    CHECK(at.has_file(2));
    at.open_again();
    CHECK_FALSE(at.has_file(2));
    CHECK(at.seen() == whole);
  }
}
