#pragma once

#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"

#include <optional>

namespace docket::sqlite {

class snapshot_insert {
public:
  explicit snapshot_insert(sqlite3* connection);

  // Replaces the stream's snapshot.
  void run(const snapshot_write& write);

private:
  statement insert_;
};

class snapshot_query {
public:
  explicit snapshot_query(sqlite3* connection);

  // Nothing as well when the stored one is damaged: the events can make it anew, and verify_log reports it.
  [[nodiscard]] std::optional<snapshot> find(stream_key stream);

private:
  statement select_;
};

} // namespace docket::sqlite
