#pragma once

#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/store/sqlite/archive/archive_shelf.hpp"
#include "docket/persistence/store/sqlite/checkpoint_table.hpp"
#include "docket/persistence/store/sqlite/deadline_table.hpp"
#include "docket/persistence/store/sqlite/name_lookup.hpp"
#include "docket/persistence/store/sqlite/snapshot_table.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"

#include <SQLiteCpp/Database.h>

#include <string>

namespace docket::sqlite {

// A reader with its own connection, of the log's table and of archives. Each call sees the log as of the last
// commit before it; the log only grows, so what a call reads in several steps still is one moment: it does
// not look past the end that it found first. A visitor must not call the reader that calls it.
class log_query final : public log_reader {
public:
  explicit log_query(SQLite::Database database);

  log_head head() override;
  std::optional<stream_key> find_stream(std::string_view type, std::string_view id) override;
  std::size_t read_stream(stream_key stream, version from, direction way, std::size_t limit,
                          const event_visitor& visit) override;
  position read_log(position from, const log_filter& filter, std::size_t limit,
                    const event_visitor& visit) override;
  std::optional<snapshot> load_snapshot(stream_key stream) override;
  std::optional<commit_record> commit(std::uint64_t number) override;
  std::size_t read_deadlines(deadline_cursor after, timestamp up_to, std::size_t limit,
                             const deadline_visitor& visit) override;
  std::uint64_t count_deadlines(timestamp from, timestamp up_to) override;
  std::optional<position> load_checkpoint(std::string_view name) override;

private:
  std::size_t read_forward(stream_key stream, version from, std::size_t limit, const event_visitor& visit);
  std::size_t read_backward(stream_key stream, version from, std::size_t limit, const event_visitor& visit);
  [[nodiscard]] std::vector<std::int64_t> known_ids(const std::vector<std::string>& types);
  [[nodiscard]] position last_position();
  [[nodiscard]] statement& page_of_types(const std::vector<std::int64_t>& event_types);

  SQLite::Database database_;
  sqlite3* connection_;
  name_lookup names_;
  archive_shelf shelf_;
  snapshot_query snapshots_;
  std::optional<deadline_query> deadlines_;     // Not in a database of format 1 ...
  std::optional<checkpoint_query> checkpoints_; // ... nor these.
  statement last_commit_, commit_, find_stream_, forward_, backward_, last_position_, page_;
  std::optional<statement> filtered_page_; // For the event types in filtered_sql_.
  std::string filtered_sql_;
};

} // namespace docket::sqlite
