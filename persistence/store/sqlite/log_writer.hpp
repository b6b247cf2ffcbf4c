#pragma once

#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/store/hash_chain.hpp"
#include "docket/persistence/store/sqlite/checkpoint_table.hpp"
#include "docket/persistence/store/sqlite/deadline_table.hpp"
#include "docket/persistence/store/sqlite/event_batch.hpp"
#include "docket/persistence/store/sqlite/snapshot_table.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"
#include "docket/persistence/store/sqlite/stream_table.hpp"
#include "docket/persistence/store/sqlite/type_ids.hpp"

#include <chrono>

namespace docket::sqlite {

// The one writer of a database: expected versions, keys, positions, the hash chain, and what an error of a
// commit means. Its commit() is the hot path of the engine. What it keeps in memory (head, keys, versions,
// types) is what the last durable commit left; a commit that fails makes it read that anew.
class log_writer {
public:
  explicit log_writer(sqlite3* connection);

  // As event_store has them.
  [[nodiscard]] commit_result commit(std::span<const append* const> batch, timestamp recorded_at);
  void write_snapshots(std::span<const snapshot_write> batch);
  void write_checkpoint(std::string_view name, position at);

  // What is on the disk is unknown: nothing more is written, and closing does not checkpoint.
  void close_to_writes() noexcept;
  [[nodiscard]] bool closed() const noexcept { return closed_; }
  // How long the last commit() waited for the disk.
  [[nodiscard]] std::chrono::microseconds last_sync() const noexcept { return last_sync_; }
  void require_writable() const; // Throws closed_to_writes.

private:
  [[nodiscard]] append_result write(const append& a, timestamp recorded_at);
  [[nodiscard]] stream_key find_or_insert(const append& a);
  [[nodiscard]] version add_events(const append& a, stream_key key, version last, timestamp recorded_at);
  void finish_commit(timestamp recorded_at);
  void make_durable();
  [[nodiscard]] bool is_surely_not_there(int code) const noexcept;
  void abandon() noexcept;
  void sync_commits(bool wanted);
  void load_head();

  sqlite3* connection_;
  statement begin_, commit_, rollback_, insert_commit_, last_commit_, last_event_;
  event_batch events_;
  snapshot_insert insert_snapshot_;
  deadline_writer deadlines_;
  checkpoint_upsert upsert_checkpoint_;
  type_ids types_;
  stream_table streams_;
  commit_hasher hasher_;
  log_head head_;            // Of the last durable commit.
  timestamp recorded_at_;    // Of the same.
  docket::position next_{1}; // Of the next event; ahead of head_ while a commit is being written.
  bool pads_commits_;        // Something is written after a commit's last frame.
  bool closed_ = false;      // See close_to_writes().
  std::chrono::microseconds last_sync_{0};
};

} // namespace docket::sqlite
