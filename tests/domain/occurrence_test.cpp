#include "docket/domain/occurrence.hpp"

#include <catch2/catch.hpp>

using namespace docket;

namespace {

constexpr timestamp earlier{1'000'000}, now{2'000'000}, later{3'000'000};

} // namespace

TEST_CASE("a command that states no time happens now") {
  CHECK(occurrence({}, now, {}) == now);
  CHECK(occurrence({}, now, earlier) == now);
}

TEST_CASE("a clock that jumps back refuses nobody: the command happens with the last event") {
  CHECK(occurrence({}, now, later) == later);
}

TEST_CASE("a stated time stands, be it past or future") {
  CHECK(occurrence(earlier, now, {}) == earlier);
  CHECK(occurrence(later, now, earlier) == later);
  CHECK(occurrence(earlier, now, earlier) == earlier);
}

TEST_CASE("a stated time before the last event is refused with both times") {
  const auto refused = occurrence(earlier, now, later);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().rule == "occurs_before_last_event");
  CHECK(refused.error().facts == decltype(rejection::facts){{"occurred_at", "1970-01-01T00:00:01Z"},
                                                            {"last_event_at", "1970-01-01T00:00:03Z"}});
}

TEST_CASE("a stated time outside of the years 0001 to 9999 is refused") {
  const auto refused = occurrence(timestamp{latest_time.microseconds + 1}, now, {});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().rule == "invalid_time");
}
