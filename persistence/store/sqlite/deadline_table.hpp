#pragma once

#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/store/sqlite/name_lookup.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"

namespace docket::sqlite {

// The writer's side of the deadlines: one statement a change, within the transaction of the events.
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
