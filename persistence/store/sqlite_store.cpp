#include "docket/persistence/store/sqlite_store.hpp"

#include "docket/persistence/store/sqlite/connection.hpp"
#include "docket/persistence/store/sqlite/database_file.hpp"
#include "docket/persistence/store/sqlite/log_query.hpp"
#include "docket/persistence/store/sqlite/log_writer.hpp"
#include "docket/persistence/store/sqlite/wal_checkpoints.hpp"
#include "docket/persistence/store/sqlite/write_lock.hpp"
#include "docket/persistence/store/sync_timing.hpp"

namespace docket {
namespace {

// Its members are made and unmade in this order: first the lock, last the lock.
class sqlite_store final : public event_store, public sync_timing {
public:
  sqlite_store(sqlite::database_file file, const sqlite_options& options)
      : file_(std::move(file)),
        lock_(file_.path, file_.name),
        database_(sqlite::open_for_writing(file_, options.cache_bytes)),
        checkpoints_(
            database_.getHandle(), [file = file_] { return sqlite::open_for_checkpoints(file); },
            options.checkpoint_wal_bytes, sqlite::copying_at(file_.path)),
        writer_(database_.getHandle()) {}

  commit_result commit(std::span<const append* const> batch, timestamp recorded_at) override {
    return writer().commit(batch, recorded_at);
  }
  void write_snapshots(std::span<const snapshot_write> batch) override { writer().write_snapshots(batch); }
  void write_checkpoint(std::string_view name, position at) override { writer().write_checkpoint(name, at); }
  void maintain() override {
    if (writer_.closed()) return;
    writer().require_writable();
    checkpoints_.run_if_due();
  }
  std::unique_ptr<log_reader> open_reader() override {
    return std::make_unique<sqlite::log_query>(sqlite::open_for_reading(file_));
  }
  file_sizes sizes() const override { return {file_.bytes(), file_.wal_bytes()}; }
  std::chrono::microseconds last_sync() const noexcept override { return writer_.last_sync(); }

private:
  // A sync that failed may have forgotten what it was to make durable, and with it frames of the log that no
  // commit had waited for (snapshots). What is written behind such a hole, or copied from it into the file, a
  // power cut would break; so nothing is, before the next opening.
  sqlite::log_writer& writer() {
    if (checkpoints_.sync_failed()) writer_.close_to_writes();
    return writer_;
  }

  sqlite::database_file file_;
  sqlite::write_lock lock_;
  SQLite::Database database_;
  sqlite::wal_checkpoints checkpoints_;
  sqlite::log_writer writer_;
};

} // namespace

std::unique_ptr<event_store> open_sqlite_store(const std::filesystem::path& database,
                                               const sqlite_options& options) {
  return std::make_unique<sqlite_store>(sqlite::locate_for_writing(database), options);
}

std::unique_ptr<log_reader> open_sqlite_reader(const std::filesystem::path& database) {
  const auto file = sqlite::locate_for_reading(database);
  return std::make_unique<sqlite::log_query>(sqlite::open_for_reading(file));
}

} // namespace docket
