#pragma once

#include "docket/actors/config.hpp"
#include "docket/app/bench/log_rows.hpp"
#include "docket/persistence/store/sqlite/connection.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace docket::app::bench {

// Writes the rows of a table, one prepared INSERT for all.
class row_writer {
public:
  row_writer(sqlite3* connection, const row_table& rows);

  // Sets the value of a column that is not as it was read, for the row that is written next.
  void set(std::size_t column, std::int64_t number);
  void set(std::size_t column, std::string_view text);
  // Writes row `n`; what was not set is written as it was read. `skip` says which columns were set.
  void write(std::size_t n, std::uint64_t set_columns);

private:
  const row_table& rows_;
  sqlite::statement insert_;
};

// What SQLite itself can do: the rows that the engine wrote, in the schema and with the settings that the
// engine uses, from one plain loop. No hashing, no checks, no other thread. When the rows are used up they
// are written again with new positions, keys and stream ids.
class plain_loop {
public:
  // Makes the database. `rows` stay where they are while this lives.
  plain_loop(const std::filesystem::path& database, const log_rows& rows,
             const config::store_config& settings);

  // Writes and commits so many events, and checkpoints when it is due.
  void commit(std::size_t events);

  // Events written so far.
  [[nodiscard]] std::uint64_t events() const noexcept { return written_; }

private:
  void write_event();
  void write_stream(std::int64_t key);
  void write_commit(std::uint64_t first);
  [[nodiscard]] std::string_view stream_id(std::string_view read);

  const log_rows& rows_;
  SQLite::Database database_;
  sqlite::statement begin_, commit_;
  row_writer streams_, events_, commits_;
  std::size_t stream_of_event_, version_of_event_, position_of_event_, key_of_stream_, id_of_stream_;
  std::size_t number_of_commit_, first_of_commit_, last_of_commit_;
  std::string id_;            // Of the stream that is being written.
  std::uint64_t written_ = 0; // Events.
  std::uint64_t committed_ = 0;
  std::int64_t keys_given_ = 0; // In the earlier rounds through the rows.
  std::uint64_t round_ = 0;
};

} // namespace docket::app::bench
