#pragma once

// The columns of the table `events`, in their order: the writer's parameters and the readers' columns.
namespace docket::sqlite::event_columns {

enum column : int {
  position,
  stream,
  version,
  type,
  schema,
  id,
  occurred_at,
  recorded_at,
  command_id,
  fingerprint,
  user,
  correlation,
  causation,
  traceparent,
  data,
  count
};

inline constexpr const char* names =
    "position, stream, version, type, schema, id, occurred_at, recorded_at, "
    "command_id, fingerprint, user, correlation, causation, traceparent, data";

} // namespace docket::sqlite::event_columns
