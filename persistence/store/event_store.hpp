#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/log_types.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace docket {

// What became of one append of a commit.
struct appended {
  position first{}; // Of its first event; the others follow without a gap.
  version last{};   // Of its last event.
  stream_key key = stream_key::none;
};

// The stream was not as the append expected. Nothing of this append was written; the rest of the commit was.
struct append_conflict {
  version actual{};
  stream_key key = stream_key::none; // none: there is no such stream.
};

using append_result = expected<appended, append_conflict>;

struct commit_result {
  std::vector<append_result> appends; // One for each append, in their order.
  log_head head;                      // After the commit.
  timestamp recorded_at;              // As stored with the events.
};

struct snapshot_write {
  stream_key key = stream_key::none;
  docket::snapshot snapshot;
};

enum class direction { forward, backward };

// Which events of the log a reader wants. An empty list means all.
struct log_filter {
  std::vector<std::string> stream_types;
  std::vector<std::string> event_types;
};

// Called for each event; false ends the reading.
using event_visitor = std::function<bool(const event_view&)>;

// Called for each deadline; false ends the reading.
using deadline_visitor = std::function<bool(const deadline_view&)>;

struct commit_record {
  std::uint64_t number = 0;
  position first{}, last{};
  timestamp recorded_at;
  sha256 hash{};
};

// Reads the log beside the writer, each call from one consistent moment. One reader serves one thread at a
// time. Everything throws store_error.
class log_reader {
public:
  virtual ~log_reader() = default;

  [[nodiscard]] virtual log_head head() = 0;

  // The stream's key, or nothing when it has no events.
  [[nodiscard]] virtual std::optional<stream_key> find_stream(std::string_view type, std::string_view id) = 0;

  // The events of a stream with versions from `from` on (forward: upwards, backward: downwards), at most
  // `limit`. Answers how many were visited.
  virtual std::size_t read_stream(stream_key stream, version from, direction way, std::size_t limit,
                                  const event_visitor& visit) = 0;

  // The events of the log with positions from `from` on, at most `limit`. Answers the last position that was
  // looked at (matching or not), so that a caller with a filter knows where to go on; `from` - 1 when none
  // was.
  virtual position read_log(position from, const log_filter& filter, std::size_t limit,
                            const event_visitor& visit) = 0;

  [[nodiscard]] virtual std::optional<snapshot> load_snapshot(stream_key stream) = 0;

  // The commit with this number, or nothing past the last one.
  [[nodiscard]] virtual std::optional<commit_record> commit(std::uint64_t number) = 0;

  // The deadlines after the cursor that are due at `up_to` or earlier, by time and then by stream key, at
  // most `limit`. Answers how many were visited; the last one visited is the cursor to go on from. Costs what
  // it visits, however many are pending. None in a database of format 1 that was opened for reading only.
  virtual std::size_t read_deadlines(deadline_cursor after, timestamp up_to, std::size_t limit,
                                     const deadline_visitor& visit) = 0;

  // How many are due from `from` to `up_to`, both included. Costs a walk over an index of those it counts.
  [[nodiscard]] virtual std::uint64_t count_deadlines(timestamp from, timestamp up_to) = 0;

  // What write_checkpoint() last wrote under this name, or nothing when it never did.
  [[nodiscard]] virtual std::optional<position> load_checkpoint(std::string_view name) = 0;
};

struct file_sizes {
  std::uint64_t database_bytes = 0;
  std::uint64_t wal_bytes = 0;
};

// The event log. One writer, many readers. commit(), write_snapshots(), write_checkpoint() and maintain() are
// called from one thread at a time; open_reader() and sizes() from any.
class event_store {
public:
  virtual ~event_store() = default;

  // Makes the appends durable in one transaction, in their order, and returns only then. An append that
  // conflicts fails alone. Throws store_error: after `io` and `full` nothing of the commit is there and the
  // store can go on; after `outcome_unknown` it refuses every further write with `closed_to_writes`.
  // `recorded_at` is raised to that of the last commit when it is earlier.
  [[nodiscard]] virtual commit_result commit(std::span<const append* const> batch, timestamp recorded_at) = 0;

  // Replaces the streams' snapshots. They may be lost in a crash, never half written.
  virtual void write_snapshots(std::span<const snapshot_write> batch) = 0;

  // Notes how far something that follows the log has come: all up to `at` is done. Replaces what was noted
  // under the name before, further or not. Durable when it returns; one that changes nothing does not wait
  // for the disk. Throws store_error as commit() does, and `invalid_append` for a position past the log's end
  // or an empty name.
  virtual void write_checkpoint(std::string_view name, position at) = 0;

  // Housekeeping that wants doing now and then, after a commit: what was written goes to its final place in
  // the file. Cheap when there is nothing to do. Throws store_error; after a sync that failed the store takes
  // no more writes (closed_to_writes).
  virtual void maintain() = 0;

  [[nodiscard]] virtual std::unique_ptr<log_reader> open_reader() = 0;

  [[nodiscard]] virtual file_sizes sizes() const = 0;
};

} // namespace docket
