#include "docket/persistence/store/append_rules.hpp"

#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

namespace docket {
namespace {

[[noreturn]] void refuse(const append& a, std::string_view why) {
  throw store_error(store_errc::invalid_append,
                    fmt::format("append to {} {}: {}", a.stream.type, a.stream.id.view(), why));
}

} // namespace

void require_valid(const append& a, bool key_is_known) {
  if (a.events.empty()) refuse(a, "it has no events");
  if (!key_is_known) refuse(a, "its stream key was never given");
  for (const auto& event : a.events)
    if (event.command != 0 && event.command >= a.commands.size())
      refuse(a, "an event names a command that is not in it");
}

void require_valid_checkpoint(std::string_view name, position at, position end) {
  if (name.empty()) throw store_error(store_errc::invalid_append, "a checkpoint has no name");
  if (at > end)
    throw store_error(store_errc::invalid_append,
                      fmt::format("the checkpoint {} is at position {}, and the log ends at {}", name,
                                  value(at), value(end)));
}

const command_metadata& metadata_of(const append& a, const event_data& event) noexcept {
  static const command_metadata nobody;
  return a.commands.empty() ? nobody : a.commands[event.command];
}

event_view as_recorded(const append& a, const event_data& event, position at, stream_key key,
                       version in_stream, timestamp recorded_at) noexcept {
  const auto& asked = metadata_of(a, event);
  return {.position = at,
          .stream_type = a.stream.type,
          .stream_id = a.stream.id.view(),
          .key = key,
          .version = in_stream,
          .id = event.id,
          .type = event.type,
          .schema = event.schema,
          .occurred_at = event.occurred_at,
          .recorded_at = recorded_at,
          .command_id = asked.command_id.view(),
          .user = asked.user.view(),
          .correlation = asked.correlation.view(),
          .causation = asked.causation.view(),
          .traceparent = asked.traceparent.view(),
          .fingerprint = asked.fingerprint,
          .data = event.data};
}

} // namespace docket
