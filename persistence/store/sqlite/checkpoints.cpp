#include "docket/persistence/store/sqlite/checkpoints.hpp"

#include "docket/persistence/store/sqlite/errors.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"

#include <sqlite3.h>

namespace docket::sqlite {
namespace {

std::uint64_t page_bytes(sqlite3* connection) {
  statement pragma{connection, "PRAGMA page_size", "reading the page size"};
  const rows_of rows{pragma};
  return rows.next() ? static_cast<std::uint64_t>(pragma.integer(0)) : 4096;
}

} // namespace

checkpoints::checkpoints(sqlite3* connection, std::uint64_t wal_bytes_limit)
    : connection_(connection),
      page_bytes_(page_bytes(connection)),
      wal_bytes_limit_(wal_bytes_limit),
      due_at_(wal_bytes_limit) {
  sqlite3_wal_hook(connection_, &on_commit, this);
}

checkpoints::~checkpoints() { sqlite3_wal_hook(connection_, nullptr, nullptr); }

int checkpoints::on_commit(void* self, sqlite3*, const char*, int wal_pages) {
  auto& counted = *static_cast<checkpoints*>(self);
  counted.wal_bytes_ = static_cast<std::uint64_t>(wal_pages) * counted.page_bytes_;
  return SQLITE_OK;
}

void checkpoints::run_if_due() {
  if (wal_bytes_ <= wal_bytes_limit_) {
    due_at_ = wal_bytes_limit_; // It was started anew.
    return;
  }
  if (wal_bytes_ <= due_at_) return;
  // Passive: waits for no reader. Once everything is copied the next commit begins at the log's start.
  const int code =
      sqlite3_wal_checkpoint_v2(connection_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  due_at_ =
      wal_bytes_ + wal_bytes_limit_ / 4; // Tried again after some growth only: each try waits for the disk.
  if (code != SQLITE_OK && code != SQLITE_BUSY) raise(connection_, code, "checkpointing");
}

} // namespace docket::sqlite
