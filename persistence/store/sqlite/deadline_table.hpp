#pragma once

#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/store/sqlite/name_lookup.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace docket::sqlite {

// What is run for them. None looks at more rows than it changes, answers or counts, however many are pending;
// a test holds them to it.
namespace deadline_sql {
inline constexpr std::string_view set = "INSERT INTO deadlines (stream, due) VALUES (?, ?) "
                                        "ON CONFLICT (stream) DO UPDATE SET due = excluded.due";
inline constexpr std::string_view clear = "DELETE FROM deadlines WHERE stream = ?";
// COLLATE says what holds anyway. SQLite (3.40) compares the stream within the index only when it is said,
// and would else walk over all deadlines of the cursor's time again for each page.
inline constexpr std::string_view page =
    "SELECT due, stream FROM deadlines WHERE (due, stream) > (?, ? COLLATE BINARY) AND due <= ? "
    "ORDER BY due, stream LIMIT ?";
inline constexpr std::string_view count = "SELECT count(*) FROM deadlines WHERE due BETWEEN ? AND ?";
} // namespace deadline_sql

// The writer's side: one statement a change, within the transaction of the events. All changes of a commit in
// one INSERT ... SELECT, as the events are written, took longer: a fifth with ten thousand pending, three
// times as long with a million.
class deadline_writer {
public:
  explicit deadline_writer(sqlite3* connection);

  void apply(stream_key stream, const deadline_change& change);

private:
  statement set_, clear_;
};

// A reader's side. Nothing is read but the index, and the names of those that are visited.
class deadline_query {
public:
  deadline_query(sqlite3* connection, name_lookup& names);

  // As log_reader has them.
  std::size_t read(deadline_cursor after, timestamp up_to, std::size_t limit, const deadline_visitor& visit);
  [[nodiscard]] std::uint64_t count(timestamp from, timestamp up_to);

private:
  name_lookup& names_;
  statement page_, count_;
};

} // namespace docket::sqlite
