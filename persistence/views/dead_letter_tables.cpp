#include "docket/persistence/views/dead_letter_tables.hpp"

#include "docket/persistence/store/sqlite/errors.hpp"

#include <sqlite3.h>

namespace docket::views {
namespace {

// A stream has at most one event that is poison; what comes after it in the stream waits, known by its
// position alone. Frozen as format 1 of a view's file.
constexpr const char* dead_letter_schema = R"sql(
CREATE TABLE view_dead_letters (
  stream INTEGER PRIMARY KEY, position INTEGER NOT NULL, event_id BLOB NOT NULL, stream_type TEXT NOT NULL,
  stream_id TEXT NOT NULL, event_type TEXT NOT NULL, schema INTEGER NOT NULL, occurred_at INTEGER NOT NULL,
  data TEXT NOT NULL, error TEXT NOT NULL, attempts INTEGER NOT NULL, parked_at INTEGER NOT NULL) STRICT;

CREATE TABLE view_waiting (
  stream INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (stream, position)) STRICT, WITHOUT ROWID;

CREATE TABLE view_discarded (
  position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, event_id BLOB NOT NULL, stream_type TEXT NOT NULL,
  stream_id TEXT NOT NULL, event_type TEXT NOT NULL, error TEXT NOT NULL, discarded_by TEXT NOT NULL,
  reason TEXT NOT NULL, discarded_at INTEGER NOT NULL) STRICT;
)sql";

} // namespace

void create_dead_letter_tables(sqlite3* connection) {
  const int code = sqlite3_exec(connection, dead_letter_schema, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) sqlite::raise(connection, code, "making a view");
}

} // namespace docket::views
