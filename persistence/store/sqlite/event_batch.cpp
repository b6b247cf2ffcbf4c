#include "docket/persistence/store/sqlite/event_batch.hpp"

#include "docket/persistence/store/sqlite/errors.hpp"
#include "docket/persistence/store/sqlite/event_columns.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <new>

namespace docket::sqlite {
namespace {

// SQLite's own structures come first in these: it hands out pointers to them.
struct batch_table : sqlite3_vtab {
  const event_batch* batch = nullptr;
};

struct batch_cursor : sqlite3_vtab_cursor {
  std::size_t row = 0;
};

batch_cursor& at(sqlite3_vtab_cursor* cursor) noexcept { return *static_cast<batch_cursor*>(cursor); }

const std::vector<event_batch::row>& rows_of_batch(const sqlite3_vtab_cursor* cursor) noexcept {
  return static_cast<const batch_table*>(cursor->pVtab)->batch->rows();
}

int connect(sqlite3* connection, void* batch, int, const char* const*, sqlite3_vtab** made, char**) {
  const auto declaration = fmt::format("CREATE TABLE event_batch ({})", event_columns::names);
  if (const int code = sqlite3_declare_vtab(connection, declaration.c_str()); code != SQLITE_OK) return code;
  auto* table = new (std::nothrow) batch_table{};
  if (!table) return SQLITE_NOMEM;
  table->batch = static_cast<const event_batch*>(batch);
  *made = table;
  return SQLITE_OK;
}

int disconnect(sqlite3_vtab* table) {
  delete static_cast<batch_table*>(table);
  return SQLITE_OK;
}

int best_index(sqlite3_vtab*, sqlite3_index_info*) {
  return SQLITE_OK;
} // There is one way: from first to last.

int open_cursor(sqlite3_vtab*, sqlite3_vtab_cursor** made) {
  *made = new (std::nothrow) batch_cursor{};
  return *made ? SQLITE_OK : SQLITE_NOMEM;
}

int close_cursor(sqlite3_vtab_cursor* cursor) {
  delete static_cast<batch_cursor*>(cursor);
  return SQLITE_OK;
}

int first_row(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
  at(cursor).row = 0;
  return SQLITE_OK;
}

int next_row(sqlite3_vtab_cursor* cursor) {
  ++at(cursor).row;
  return SQLITE_OK;
}

int at_end(sqlite3_vtab_cursor* cursor) { return at(cursor).row >= rows_of_batch(cursor).size(); }

int row_number(sqlite3_vtab_cursor* cursor, sqlite3_int64* number) {
  *number = static_cast<sqlite3_int64>(at(cursor).row);
  return SQLITE_OK;
}

void put(sqlite3_context* to, std::string_view text) {
  sqlite3_result_text64(to, text.data() ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void put_or_null(sqlite3_context* to, std::string_view text) {
  if (!text.empty()) // What is not set is NULL.
    put(to, text);
}

template <class Number>
void put_number(sqlite3_context* to, Number number) {
  sqlite3_result_int64(to, static_cast<sqlite3_int64>(number));
}

int put_column(sqlite3_vtab_cursor* cursor, sqlite3_context* to, int column) {
  const auto& [event, type] = rows_of_batch(cursor)[at(cursor).row];
  switch (static_cast<event_columns::column>(column)) {
  case event_columns::position: put_number(to, event.position); break;
  case event_columns::stream: put_number(to, event.key); break;
  case event_columns::version: put_number(to, event.version); break;
  case event_columns::type: put_number(to, type); break;
  case event_columns::schema: put_number(to, event.schema); break;
  case event_columns::id: sqlite3_result_blob64(to, event.id.data(), event.id.size(), SQLITE_STATIC); break;
  case event_columns::occurred_at: put_number(to, event.occurred_at.microseconds); break;
  case event_columns::recorded_at: put_number(to, event.recorded_at.microseconds); break;
  case event_columns::command_id: put_or_null(to, event.command_id); break;
  case event_columns::fingerprint: put_number(to, event.fingerprint); break;
  case event_columns::user: put_or_null(to, event.user); break;
  case event_columns::correlation: put_or_null(to, event.correlation); break;
  case event_columns::causation: put_or_null(to, event.causation); break;
  case event_columns::traceparent: put_or_null(to, event.traceparent); break;
  case event_columns::data: put(to, event.data); break;
  case event_columns::count: return SQLITE_INTERNAL;
  }
  return SQLITE_OK;
}

// Without xCreate the table exists by itself, under the module's name.
const sqlite3_module module = [] {
  sqlite3_module m{};
  m.xConnect = connect;
  m.xBestIndex = best_index;
  m.xDisconnect = disconnect;
  m.xOpen = open_cursor;
  m.xClose = close_cursor;
  m.xFilter = first_row;
  m.xNext = next_row;
  m.xEof = at_end;
  m.xColumn = put_column;
  m.xRowid = row_number;
  return m;
}();

} // namespace

event_batch::event_batch(sqlite3* connection) {
  if (const int code = sqlite3_create_module_v2(connection, "event_batch", &module, this, nullptr);
      code != SQLITE_OK)
    raise(connection, code, "opening");
  const auto sql =
      fmt::format("INSERT OR ROLLBACK INTO events ({0}) SELECT {0} FROM event_batch", event_columns::names);
  insert_ = std::make_unique<statement>(connection, sql, "writing events");
}

void event_batch::insert_all() { insert_->run(); }

} // namespace docket::sqlite
