#pragma once

#include <cstdint>

struct sqlite3;

namespace docket::sqlite {

// Copies the write-ahead log into the database when it has grown past a limit, so that the log is written
// from its start again. On the writer's thread, between commits.
class checkpoints {
public:
  checkpoints(sqlite3* connection, std::uint64_t wal_bytes_limit);
  ~checkpoints();
  checkpoints(const checkpoints&) = delete;
  checkpoints& operator=(const checkpoints&) = delete;

  // Throws store_error when a checkpoint fails: the log stays as it is, commits go on, and the next call
  // tries again.
  void run_if_due();

private:
  static int on_commit(void* self, sqlite3* connection, const char* database, int wal_pages);

  sqlite3* connection_;
  std::uint64_t page_bytes_;
  std::uint64_t wal_bytes_limit_;
  std::uint64_t wal_bytes_ = 0; // After the last commit.
  std::uint64_t due_at_;        // Later than the limit while a reader keeps the log from being emptied.
};

} // namespace docket::sqlite
