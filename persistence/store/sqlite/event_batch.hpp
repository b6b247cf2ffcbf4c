#pragma once

#include "docket/persistence/store/sqlite/statement.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace docket::sqlite {

// The events of one commit as a table that SQLite reads (a virtual table, "event_batch"), so that one
// INSERT ... SELECT writes them all. One INSERT for each, reset and bound anew, took a quarter more of the
// processor's time for an event. Texts are read where they are: they must stay until insert_all() returns.
class event_batch {
public:
  explicit event_batch(sqlite3* connection);
  event_batch(const event_batch&) = delete;
  event_batch& operator=(const event_batch&) = delete;

  void clear() noexcept { rows_.clear(); }
  void add(const event_view& event, std::int64_t type) { rows_.push_back({event, type}); }

  // Writes them in their order. An error rolls the whole transaction back: without that promise SQLite would
  // keep a copy of every page that the statement changes.
  void insert_all();

  struct row {
    event_view event;
    std::int64_t type;
  };
  [[nodiscard]] const std::vector<row>& rows() const noexcept { return rows_; }

private:
  std::vector<row> rows_;
  std::unique_ptr<statement> insert_; // Made after the table is known to the connection.
};

} // namespace docket::sqlite
