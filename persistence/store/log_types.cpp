#include "docket/persistence/store/log_types.hpp"

#include <fmt/format.h>

namespace docket {

std::string expected_version::describe() const {
  switch (kind_) {
  case kind::any: return "any version";
  case kind::no_stream: return "no stream";
  case kind::stream_exists: return "an existing stream";
  case kind::exactly: return fmt::format("exactly version {}", value(version_));
  }
  return {};
}

recorded_event::recorded_event(const event_view& seen)
    : position(seen.position),
      stream_type(seen.stream_type),
      stream_id(seen.stream_id),
      key(seen.key),
      version(seen.version),
      id(seen.id),
      type(seen.type),
      schema(seen.schema),
      occurred_at(seen.occurred_at),
      recorded_at(seen.recorded_at),
      command_id(seen.command_id),
      user(seen.user),
      correlation(seen.correlation),
      causation(seen.causation),
      traceparent(seen.traceparent),
      fingerprint(seen.fingerprint),
      data(seen.data) {}

event_view recorded_event::view() const noexcept {
  return {.position = position,
          .stream_type = stream_type,
          .stream_id = stream_id,
          .key = key,
          .version = version,
          .id = id,
          .type = type,
          .schema = schema,
          .occurred_at = occurred_at,
          .recorded_at = recorded_at,
          .command_id = command_id,
          .user = user,
          .correlation = correlation,
          .causation = causation,
          .traceparent = traceparent,
          .fingerprint = fingerprint,
          .data = data};
}

} // namespace docket
