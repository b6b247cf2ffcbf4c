#include "docket/persistence/views/rate_meter.hpp"

#include <algorithm>
#include <cmath>

namespace docket {
namespace {

constexpr double memory_seconds = 10;
// Too short a time says nothing about the speed.
constexpr std::chrono::milliseconds shortest{50};

} // namespace

void rate_meter::reached(std::uint64_t done, time now) noexcept {
  if (!last_at_) {
    last_at_ = now;
    last_ = done;
    return;
  }
  if (now - *last_at_ < shortest) return;
  const double seconds = std::chrono::duration<double>(now - *last_at_).count();
  const double rate = done > last_ ? static_cast<double>(done - last_) / seconds : 0;
  const double weight = measured_ ? 1 - std::exp(-seconds / memory_seconds) : 1;
  per_second_ += weight * (rate - per_second_);
  measured_ = true;
  last_at_ = now;
  last_ = done;
}

catch_up_progress rate_meter::progress(std::uint64_t total) const noexcept {
  catch_up_progress told{last_, std::max(total, last_), per_second_, std::nullopt};
  const double left = static_cast<double>(told.total - told.done);
  constexpr double century = 3.2e9; // Seconds; what is further away is not known.
  if (left == 0)
    told.remaining = std::chrono::seconds{0};
  else if (per_second_ > 0 && left / per_second_ < century)
    told.remaining = std::chrono::seconds{static_cast<std::int64_t>(std::ceil(left / per_second_))};
  return told;
}

} // namespace docket
