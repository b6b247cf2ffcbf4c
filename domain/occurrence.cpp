#include "docket/domain/occurrence.hpp"

#include "docket/domain/planted_bugs.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace docket {

namespace {

rejection occurs_before_last_event(timestamp stated, timestamp last_event) {
  return {"occurs_before_last_event",
          fmt::format("{} is before the last event, which happened at {}.", format_timestamp(stated),
                      format_timestamp(last_event)),
          {{"occurred_at", format_timestamp(stated)}, {"last_event_at", format_timestamp(last_event)}}};
}

} // namespace

expected<timestamp, rejection> occurrence(std::optional<timestamp> stated, timestamp now,
                                          std::optional<timestamp> last_event) {
  if (!stated) return last_event && !planted(planted_bug::time_goes_back) ? std::max(now, *last_event) : now;
  if (!is_valid_time(*stated)) return unexpected{time_out_of_range("occurredAt")};
  if (last_event && *stated < *last_event) return unexpected{occurs_before_last_event(*stated, *last_event)};
  return *stated;
}

} // namespace docket
