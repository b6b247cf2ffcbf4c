#include "docket/simulation/audit/subscriber_audit.hpp"

#include <fmt/format.h>

#include <functional>
#include <string_view>

namespace docket {

namespace {

std::size_t mixed(std::size_t hash, std::size_t more) { return (hash ^ more) * 0x9e3779b97f4a7c15u; }

std::size_t content_of(const event_view& event) {
  std::size_t hash = 0;
  for (const auto part : {event.stream_type, event.stream_id, event.type, event.command_id, event.user,
                          event.correlation, event.causation, event.traceparent, event.data})
    hash = mixed(hash, std::hash<std::string_view>{}(part));
  for (const auto number :
       {std::int64_t{value(event.version)}, std::int64_t{event.schema}, event.occurred_at.microseconds,
        event.recorded_at.microseconds, static_cast<std::int64_t>(event.fingerprint)})
    hash = mixed(hash, static_cast<std::size_t>(number));
  return hash;
}

} // namespace

void subscriber_watch::see(const event_view& event) {
  if (value(event.position) != value(last_) + 1)
    found_.add("subscriber_gap",
               fmt::format("{}: position {} follows {}", name_, value(event.position), value(last_)));
  last_ = event.position;
  seen_.push_back({event.position, event.id, content_of(event)});
}

void subscriber_watch::compare(const audited_log& log, bool quiet, findings& found) const {
  for (const auto& [invariant, what] : found_.all())
    found.add(invariant, what);
  for (const auto& one : seen_) {
    const auto* event = log.at(one.position);
    if (!event || event->seen.id != one.id || content_of(event->seen.view()) != one.content)
      found.add("subscriber_differs", fmt::format("{}: it saw another event at position {} than the log has",
                                                  name_, value(one.position)));
  }
  if (quiet && last_ < log.head().position)
    found.add("subscriber_gap", fmt::format("{}: it came to position {}, the log ends at {}", name_,
                                            value(last_), value(log.head().position)));
}

} // namespace docket
