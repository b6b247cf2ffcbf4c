#include "docket/persistence/store/sqlite/event_insert.hpp"

#include "docket/persistence/store/sqlite/event_columns.hpp"

#include <fmt/format.h>

namespace docket::sqlite {
namespace {

std::string insert_sql() {
  return fmt::format("INSERT INTO events ({}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     event_columns::names);
}

} // namespace

event_insert::event_insert(sqlite3* connection) : insert_(connection, insert_sql(), "writing an event") {}

void event_insert::run(const event_view& event, std::int64_t type) {
  constexpr auto parameter = [](event_columns::column c) { return c + 1; };
  insert_.bind(parameter(event_columns::position), static_cast<std::int64_t>(event.position));
  insert_.bind(parameter(event_columns::stream), static_cast<std::int64_t>(event.key));
  insert_.bind(parameter(event_columns::version), static_cast<std::int64_t>(event.version));
  insert_.bind(parameter(event_columns::type), type);
  insert_.bind(parameter(event_columns::schema), event.schema);
  insert_.bind_blob(parameter(event_columns::id), event.id);
  insert_.bind(parameter(event_columns::occurred_at), event.occurred_at.microseconds);
  insert_.bind(parameter(event_columns::recorded_at), event.recorded_at.microseconds);
  insert_.bind_text_or_null(parameter(event_columns::command_id), event.command_id);
  insert_.bind(parameter(event_columns::fingerprint), static_cast<std::int64_t>(event.fingerprint));
  insert_.bind_text_or_null(parameter(event_columns::user), event.user);
  insert_.bind_text_or_null(parameter(event_columns::correlation), event.correlation);
  insert_.bind_text_or_null(parameter(event_columns::causation), event.causation);
  insert_.bind_text_or_null(parameter(event_columns::traceparent), event.traceparent);
  insert_.bind_text(parameter(event_columns::data), event.data);
  insert_.run();
}

} // namespace docket::sqlite
