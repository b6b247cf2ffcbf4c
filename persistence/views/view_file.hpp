#pragma once

#include "docket/persistence/store/sqlite/wal_checkpoints.hpp"
#include "docket/persistence/store/store_error.hpp"
#include "docket/persistence/views/projection.hpp"
#include "docket/persistence/views/view_connection.hpp"
#include "docket/persistence/views/view_progress.hpp"
#include "docket/persistence/views/view_tables.hpp"

#include <filesystem>

namespace docket {

inline constexpr views::file_kind view_file_kind{"a view", 1};

struct view_settings {
  std::size_t cache_bytes = 32u << 20; // Of the one writer.
  // A page that is written over and over, as an index's are, goes to the file once in so much of the
  // write-ahead log. A longer one spares little, and is slower to read and to sync.
  std::uint64_t wal_bytes_limit = 32u << 20;
};

// The file of one generation of a view, opened by the one process that writes it. Rows, progress and dead
// letters change in its transactions only. Throws store_error.
class view_file {
public:
  // Makes the file, with the projection's tables and those of the core, when there is none. One that another
  // projection, or another version of it, has made is refused (not_a_database).
  view_file(const std::filesystem::path& file, projection& of, const view_settings& settings = {});
  // A file of which a sync failed, now or before, is removed: the log has all that it is made of.
  ~view_file();

  // Throws also when what was committed before cannot be copied from the write-ahead log into the file: the
  // disk is full, or fails. After a sync that failed it throws closed_to_writes, for good: what the sync was
  // to make durable may be lost with the power, out of the middle, and what is written behind it would not
  // fit. The view is then to be begun anew in another file.
  void begin();
  // After it the progress is what was given; when it throws, roll back.
  void commit(const view_progress& progress);
  // Whatever was written since begin() is undone. Does nothing outside of a transaction.
  void rollback() noexcept;

  [[nodiscard]] view_tables& tables() noexcept { return tables_; }
  // As last committed.
  [[nodiscard]] const view_progress& progress() const noexcept { return progress_; }
  [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }

  // Whether it must be begun anew in another file after this failure: a sync failed, or there is damage in
  // it. The log has all that it is made of. Reads the whole file when the failure speaks of damage, which may
  // be the log's, too; outside of a transaction.
  [[nodiscard]] bool is_beyond_repair(const store_error& failure);

  // Everything is in the database file and on the disk, not in the write-ahead log alone. A reader of an old
  // moment can keep it from being so: it is tried, and the disk's errors are told. Throws as begin() does.
  void sync_to_disk();

private:
  [[nodiscard]] bool is_sound() const noexcept { return !sync_failed_ && !checkpoints_.sync_failed(); }
  void require_sound() const;
  [[nodiscard]] bool has_damage();

  std::filesystem::path file_;
  SQLite::Database database_;
  view_tables tables_;
  view_progress progress_;
  bool sync_failed_ = false;            // Of sync_to_disk(); those of housekeeping are checkpoints_' to tell.
  sqlite::wal_checkpoints checkpoints_; // Last: it waits for its thread.
};

} // namespace docket
