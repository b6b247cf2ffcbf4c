#include "docket/persistence/store/sqlite/event_row.hpp"

#include "docket/persistence/store/sqlite/event_columns.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

#include <cstring>
#include <utility>

namespace docket::sqlite {
namespace {

uuid id_of(const statement& row) {
  uuid id{};
  const auto stored = row.blob(event_columns::id);
  if (stored.size() != id.size())
    throw store_error(store_errc::corrupt, fmt::format("the event at position {} has an id of {} bytes",
                                                       row.integer(event_columns::position), stored.size()));
  std::memcpy(id.data(), stored.data(), id.size());
  return id;
}

} // namespace

event_view event_of(const statement& row, name_lookup& names) {
  const auto& stream = names.stream_of(row.integer(event_columns::stream));
  return {.position = position{static_cast<std::uint64_t>(row.integer(event_columns::position))},
          .stream_type = names.type_name(stream.type),
          .stream_id = stream.id,
          .key = stream_key{stream.key},
          .version = version{static_cast<std::uint32_t>(row.integer(event_columns::version))},
          .id = id_of(row),
          .type = names.type_name(row.integer(event_columns::type)),
          .schema = static_cast<std::int32_t>(row.integer(event_columns::schema)),
          .occurred_at = timestamp{row.integer(event_columns::occurred_at)},
          .recorded_at = timestamp{row.integer(event_columns::recorded_at)},
          .command_id = row.text(event_columns::command_id),
          .user = row.text(event_columns::user),
          .correlation = row.text(event_columns::correlation),
          .causation = row.text(event_columns::causation),
          .traceparent = row.text(event_columns::traceparent),
          .fingerprint = static_cast<std::uint64_t>(row.integer(event_columns::fingerprint)),
          .data = row.text(event_columns::data)};
}

event_view event_of(const archive::archived_event& event, name_lookup& names) {
  if (!std::in_range<std::uint32_t>(event.version) || !std::in_range<std::int32_t>(event.schema))
    throw store_error(
        store_errc::corrupt,
        fmt::format("the archived event at position {} has a version that cannot be", event.position));
  const auto& stream = names.stream_of(event.stream);
  return {.position = position{static_cast<std::uint64_t>(event.position)},
          .stream_type = names.type_name(stream.type),
          .stream_id = stream.id,
          .key = stream_key{stream.key},
          .version = version{static_cast<std::uint32_t>(event.version)},
          .id = event.id,
          .type = names.type_name(event.type),
          .schema = static_cast<std::int32_t>(event.schema),
          .occurred_at = timestamp{event.occurred_at},
          .recorded_at = timestamp{event.recorded_at},
          .command_id = event.command_id,
          .user = event.user,
          .correlation = event.correlation,
          .causation = event.causation,
          .traceparent = event.traceparent,
          .fingerprint = event.fingerprint,
          .data = event.data};
}

} // namespace docket::sqlite
