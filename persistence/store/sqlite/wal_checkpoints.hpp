#pragma once

#include <SQLiteCpp/Database.h>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>

struct sqlite3;

namespace docket::sqlite {

// Copies the write-ahead log into the database when it has grown past a limit, so that the log is written
// from its start again. Most is copied beside the commits, by a thread of its own; only the rest, which was
// written meanwhile, is copied on the writer's thread. (All on the writer's thread, the slowest commit took
// two to three times as long.)
//
//   limit ──▶ copy beside ──┬─ rest ≤ limit/4 ──▶ copy the rest between commits ──▶ the log starts again
//                 ▲          └─ rest larger ──┬─ log < 4 × limit ──▶ copy beside once more
//                 └────────────────────────────┘  otherwise the commits wait: the log must not grow without
//                 end
//
// Where no thread may be started, what would be copied beside is copied at once on the writer's, and all else
// is the same.
class wal_checkpoints {
public:
  enum class copying { by_a_thread, at_once };

  // Opens another connection to the writer's database. Called on the thread that copies; throws store_error.
  using opener = std::function<SQLite::Database()>;

  // From here on SQLite does not checkpoint by itself at the writer's commits.
  wal_checkpoints(sqlite3* writer, opener open, std::uint64_t wal_bytes_limit,
                  copying how = copying::by_a_thread);
  ~wal_checkpoints();
  wal_checkpoints(const wal_checkpoints&) = delete;
  wal_checkpoints& operator=(const wal_checkpoints&) = delete;

  // On the writer's thread, between commits. Throws store_error when a checkpoint has failed, here or beside:
  // the log stays as it is, and a later call tries again. Whether commits may go on, sync_failed() says.
  void run_if_due();
  // Whether a sync of a checkpoint has ever failed, told or not. What it was to make durable may be lost.
  [[nodiscard]] bool sync_failed() const noexcept { return *sync_failed_; }
  // Waits for what is being copied beside, whatever comes of it.
  void settle();

private:
  static int on_commit(void* self, sqlite3* connection, const char* database, int wal_pages);

  [[nodiscard]] std::uint64_t most() const noexcept { return 4 * limit_; }
  [[nodiscard]] bool copying_beside() const;
  void start_copying_beside();
  void copy_the_rest();

  sqlite3* writer_;
  opener open_;
  copying how_;
  std::uint64_t page_bytes_;
  std::uint64_t limit_;
  std::uint64_t wal_bytes_ = 0; // After the last commit.
  std::uint64_t copied_ = 0;    // Of these, as far as is known.
  std::uint64_t due_at_;        // Size of the log at which the next step is due.
  std::shared_ptr<std::atomic<bool>> sync_failed_ = std::make_shared<std::atomic<bool>>(false);
  std::future<std::uint64_t> beside_; // Last: its thread uses the one before.
};

// How a database at this path is copied.
[[nodiscard]] wal_checkpoints::copying copying_at(const std::filesystem::path& database);

} // namespace docket::sqlite
