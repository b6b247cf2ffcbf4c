#include "docket/persistence/views/view_reader.hpp"

#include "docket/persistence/views/progress_table.hpp"
#include "docket/persistence/views/view_connection.hpp"
#include "docket/persistence/views/view_file.hpp"

namespace docket {

view_reader::view_reader(const std::filesystem::path& file)
    : file_(file),
      database_(std::make_unique<SQLite::Database>(views::open_to_read(file, view_file_kind))),
      statements_(database_->getHandle(), "reading a view"),
      identity_(views::read_identity(statements_)) {
  [[maybe_unused]] auto& prepared_now = prepared("COMMIT"); // So that end() cannot fail to find it.
}

view_reader::~view_reader() = default;

view_progress view_reader::progress() { return views::read_progress(statements_); }
sqlite3* view_reader::connection() const noexcept { return database_->getHandle(); }

// BEGIN alone looks at nothing: the first read decides which moment it is.
void view_reader::begin() {
  if (snapshots_ == 0) {
    statements_.reset_all(); // One in the middle of its rows would hold on to an earlier moment.
    prepared("BEGIN").run();
    try {
      [[maybe_unused]] const auto pinned = progress();
    } catch (...) {
      [[maybe_unused]] const int code = prepared("ROLLBACK").try_run();
      throw;
    }
  }
  ++snapshots_;
}

void view_reader::end() noexcept {
  if (--snapshots_ > 0) return;
  statements_.reset_all();
  [[maybe_unused]] const int code = prepared("COMMIT").try_run(); // Of a transaction that only reads.
}

} // namespace docket
