#include "docket/persistence/store/sqlite/wal_checkpoints.hpp"

#include "docket/persistence/files/mounts.hpp"
#include "docket/persistence/store/sqlite/errors.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace docket::sqlite {
namespace {

std::uint64_t page_bytes(sqlite3* connection) {
  statement pragma{connection, "PRAGMA page_size", "reading the page size"};
  const rows_of rows{pragma};
  return rows.next() ? static_cast<std::uint64_t>(pragma.integer(0)) : 4096;
}

// Copies what there is and waits for nobody. Answers how many pages of the log are now in the database: all
// but what a reader of an older state still needs to find unchanged.
std::uint64_t copy_pages(sqlite3* connection, std::atomic<bool>& sync_failed) {
  int in_log = 0;
  int copied = 0;
  const int code =
      sqlite3_wal_checkpoint_v2(connection, nullptr, SQLITE_CHECKPOINT_PASSIVE, &in_log, &copied);
  if (is_failed_sync(code)) sync_failed = true;
  if (code != SQLITE_OK && code != SQLITE_BUSY) raise(connection, code, "checkpointing");
  return copied > 0 ? static_cast<std::uint64_t>(copied) : 0;
}

} // namespace

wal_checkpoints::wal_checkpoints(sqlite3* writer, opener open, std::uint64_t wal_bytes_limit, copying how)
    : writer_(writer),
      open_(std::move(open)),
      how_(how),
      page_bytes_(page_bytes(writer)),
      limit_(wal_bytes_limit),
      due_at_(wal_bytes_limit) {
  sqlite3_wal_hook(writer_, &on_commit, this);
}

wal_checkpoints::~wal_checkpoints() {
  sqlite3_wal_hook(writer_, nullptr, nullptr);
} // The future waits for its thread.

int wal_checkpoints::on_commit(void* self, sqlite3*, const char*, int wal_pages) {
  auto& counted = *static_cast<wal_checkpoints*>(self);
  const auto bytes = static_cast<std::uint64_t>(wal_pages) * counted.page_bytes_;
  if (bytes < counted.wal_bytes_) { // It was started anew.
    counted.copied_ = 0;
    counted.due_at_ = counted.limit_;
  }
  counted.wal_bytes_ = bytes;
  return SQLITE_OK;
}

void wal_checkpoints::run_if_due() {
  if (beside_.valid()) {
    if (copying_beside() && wal_bytes_ < most()) return;
    copied_ = std::min(beside_.get(), wal_bytes_); // Waits only when the disk is slower than the commits.
    if (wal_bytes_ - copied_ <= limit_ / 4) return copy_the_rest();
  }
  if (wal_bytes_ <= due_at_) return;
  due_at_ = wal_bytes_ + limit_ / 4; // Where a reader keeps the log from being emptied, not at every commit.
  if (wal_bytes_ < most())
    start_copying_beside();
  else
    copy_the_rest();
}

bool wal_checkpoints::copying_beside() const {
  return beside_.valid() && beside_.wait_for(std::chrono::seconds{0}) != std::future_status::ready;
}

void wal_checkpoints::start_copying_beside() {
  const auto copy = [open = open_, bytes = page_bytes_, failed = sync_failed_] {
    const auto connection = open();
    sqlite3_db_config(connection.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    return copy_pages(connection.getHandle(), *failed) * bytes;
  };
  if (how_ == copying::by_a_thread) {
    beside_ = std::async(std::launch::async, copy);
    return;
  }
  std::packaged_task<std::uint64_t()> now{copy}; // Its failure is told by a later call, as the thread's is.
  beside_ = now.get_future();
  now();
}

void wal_checkpoints::settle() {
  if (beside_.valid()) beside_.wait();
}

void wal_checkpoints::copy_the_rest() { copied_ = copy_pages(writer_, *sync_failed_) * page_bytes_; }

wal_checkpoints::copying copying_at(const std::filesystem::path& database) {
  return files_at(database).single_threaded() ? wal_checkpoints::copying::at_once
                                              : wal_checkpoints::copying::by_a_thread;
}

} // namespace docket::sqlite
