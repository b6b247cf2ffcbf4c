#include "docket/actors/projections/lag_meter.hpp"

#include <algorithm>
#include <utility>

namespace docket {

lag_meter::lag_meter(std::function<std::unique_ptr<log_reader>()> open_log, std::function<timestamp()> clock)
    : open_log_(std::move(open_log)),
      clock_(std::move(clock)) {}

void lag_meter::measure(projection_status& status) {
  const std::scoped_lock hold{lock_};
  auto log = log_ ? std::move(log_) : open_log_();
  measure_with(*log, status);
  log_ = std::move(log);
}

void lag_meter::close() {
  const std::scoped_lock hold{lock_};
  log_.reset();
}

void lag_meter::measure_with(log_reader& log, projection_status& status) const {
  status.head = log.head().position;
  if (status.position >= status.head) return;
  status.lag_events = value(status.head) - value(status.position);
  if (status.state == projection_state::live) status.state = projection_state::catching_up;
  log.read_log(position{value(status.position) + 1}, {}, 1, [&](const event_view& oldest) {
    const auto waited = clock_().microseconds - oldest.recorded_at.microseconds;
    status.lag = std::chrono::microseconds{std::max<std::int64_t>(0, waited)};
    return false;
  });
}

} // namespace docket
