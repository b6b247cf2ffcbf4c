#include "docket/persistence/store/sqlite/deadline_table.hpp"

namespace docket::sqlite {

deadline_writer::deadline_writer(sqlite3* connection)
    : set_(connection, deadline_sql::set, "writing a deadline"),
      clear_(connection, deadline_sql::clear, "clearing a deadline") {}

void deadline_writer::apply(stream_key stream, const deadline_change& change) {
  switch (change.what()) {
  case deadline_change::kind::keep: return;
  case deadline_change::kind::set:
    set_.bind(1, static_cast<std::int64_t>(stream));
    set_.bind(2, change.due().microseconds);
    return set_.run();
  case deadline_change::kind::clear: clear_.bind(1, static_cast<std::int64_t>(stream)); return clear_.run();
  }
}

deadline_query::deadline_query(sqlite3* connection, name_lookup& names)
    : names_(names),
      page_(connection, deadline_sql::page, "reading the deadlines"),
      count_(connection, deadline_sql::count, "counting the deadlines") {}

std::size_t deadline_query::read(deadline_cursor after, timestamp up_to, std::size_t limit,
                                 const deadline_visitor& visit) {
  page_.bind(1, after.due.microseconds);
  page_.bind(2, static_cast<std::int64_t>(after.stream));
  page_.bind(3, up_to.microseconds);
  page_.bind(4, sql_limit(limit));
  const rows_of rows{page_};
  std::size_t visited = 0;
  while (rows.next()) {
    ++visited;
    const auto key = page_.integer(1);
    const auto& stream = names_.stream_of(key);
    if (!visit({timestamp{page_.integer(0)}, stream_key{key}, names_.type_name(stream.type), stream.id}))
      break;
  }
  return visited;
}

std::uint64_t deadline_query::count(timestamp from, timestamp up_to) {
  count_.bind(1, from.microseconds);
  count_.bind(2, up_to.microseconds);
  const rows_of rows{count_};
  return rows.next() ? static_cast<std::uint64_t>(count_.integer(0)) : 0;
}

} // namespace docket::sqlite
