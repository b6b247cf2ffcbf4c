// How fast a catch-up goes, and how long it will take.
#include "docket/persistence/views/rate_meter.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace std::chrono_literals;

namespace {
constexpr rate_meter::time start{};
} // namespace

TEST_CASE("before anything was measured neither rate nor remaining time is known", "[views][rate]") {
  rate_meter meter;
  CHECK(meter.progress(100).per_second == 0);
  meter.reached(10, start);
  const auto told = meter.progress(100);
  CHECK(told.done == 10);
  CHECK(told.total == 100);
  CHECK_FALSE(told.remaining);
}

TEST_CASE("a steady rate is told, with the time that is left at it", "[views][rate]") {
  rate_meter meter;
  for (int second = 0; second <= 20; ++second)
    meter.reached(static_cast<std::uint64_t>(1'000 * second), start + std::chrono::seconds{second});
  const auto told = meter.progress(50'000);
  CHECK(told.per_second == Approx(1'000));
  CHECK(told.remaining == 30s);
}

TEST_CASE("a change of speed is followed within some ten seconds", "[views][rate]") {
  rate_meter meter;
  meter.reached(0, start);
  meter.reached(10'000, start + 1s);
  for (int second = 2; second <= 31; ++second)
    meter.reached(10'000 + 100 * static_cast<std::uint64_t>(second), start + std::chrono::seconds{second});
  CHECK(meter.progress(1'000'000).per_second < 1'000);
}

TEST_CASE("what has stopped has no remaining time, what is done has none left", "[views][rate]") {
  rate_meter meter;
  meter.reached(50, start);
  meter.reached(50, start + 60s);
  CHECK_FALSE(meter.progress(100).remaining);
  CHECK(meter.progress(50).remaining == 0s);
  CHECK(meter.progress(10).total == 50);
}
