#pragma once

#include "docket/persistence/store/log_types.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"
#include "docket/persistence/views/statement_cache.hpp"
#include "docket/persistence/views/view_progress.hpp"

#include <filesystem>
#include <memory>
#include <string_view>

namespace SQLite {
class Database;
}

namespace docket {

// Reads one view's file beside whoever writes it, without waiting for each other. One thread at a time.
// Queries that belong together go between the beginning and the end of a view_snapshot: they then see one
// moment, and position() is that moment's. Throws store_error.
class view_reader {
public:
  // not_found when there is no such file; newer_format, not_a_database, io.
  explicit view_reader(const std::filesystem::path& file);
  ~view_reader();
  view_reader(const view_reader&) = delete;
  view_reader& operator=(const view_reader&) = delete;

  // The statement with this text, prepared at its first use and kept; the text need not live on. It has been
  // reset; what was bound before is still bound. Wrap it in rows_of, so that it does not keep the snapshot.
  [[nodiscard]] sqlite::statement& prepared(std::string_view sql) { return statements_.prepared(sql); }

  // How far the view is.
  [[nodiscard]] view_progress progress();
  [[nodiscard]] docket::position position() { return progress().position; }

  // Of which projection, and which version of it, the file is.
  [[nodiscard]] const view_identity& identity() const noexcept { return identity_; }
  [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }
  [[nodiscard]] sqlite3* connection() const noexcept;
  // For the core's own tables.
  [[nodiscard]] statement_cache& statements() noexcept { return statements_; }

private:
  friend class view_snapshot;
  void begin();
  void end() noexcept;

  std::filesystem::path file_;
  std::unique_ptr<SQLite::Database> database_;
  statement_cache statements_;
  view_identity identity_;
  int snapshots_ = 0; // How many view_snapshots are open; they nest.
};

// One consistent moment of a view, from its construction to its end. Snapshots of one reader nest: the outer
// one decides.
class view_snapshot {
public:
  explicit view_snapshot(view_reader& reader) : reader_(reader) { reader_.begin(); }
  ~view_snapshot() { reader_.end(); }
  view_snapshot(const view_snapshot&) = delete;
  view_snapshot& operator=(const view_snapshot&) = delete;

private:
  view_reader& reader_;
};

} // namespace docket
