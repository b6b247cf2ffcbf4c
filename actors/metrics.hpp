#pragma once

#include "docket/persistence/store/event_store.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace docket {

// Counts of durations in microseconds (or of plain numbers), in buckets of a quarter of a power of two up to
// about an hour: a percentile is at most a quarter above the truth.
class histogram {
public:
  static constexpr std::size_t bucket_count = 128;

  void record(std::int64_t microseconds) noexcept;
  void merge(const histogram& other) noexcept;

  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
  // The smallest upper bound that `fraction` (0..1) of the records do not exceed, in microseconds; 0 without
  // records.
  [[nodiscard]] std::int64_t percentile_us(double fraction) const noexcept;
  [[nodiscard]] std::int64_t max_us() const noexcept { return max_us_; }
  [[nodiscard]] std::int64_t sum_us() const noexcept { return sum_us_; }
  // How many records are at most `microseconds`; exactly for one less than a power of two, else those of
  // whole buckets.
  [[nodiscard]] std::uint64_t count_up_to(std::int64_t microseconds) const noexcept;

private:
  friend class shared_histogram;
  void add_to_bucket(std::size_t bucket, std::uint64_t count, std::int64_t max_us) noexcept;

  std::array<std::uint64_t, bucket_count> buckets_{};
  std::uint64_t count_ = 0;
  std::int64_t max_us_ = 0;
  std::int64_t sum_us_ = 0;
};

// What became of the commands of one kind.
struct command_counts {
  std::string_view kind; // "createOrder", ...; static storage.
  bool own = false;      // Those that the engine sends to itself; else those from outside.
  std::uint64_t accepted = 0, repeated = 0, rejected = 0, failed = 0;
};

// What is in an engine at this moment, for those who ask often: a few numbers, read without a lock.
struct engine_load {
  std::uint64_t commands_in_flight = 0, appends_waiting = 0, hydrations_waiting = 0, news_under_way = 0;
  std::uint64_t aggregates_died = 0; // Since its start.
};

// What an engine is doing. Counts are since its start.
struct engine_metrics {
  std::uint64_t commands_accepted = 0, commands_repeated = 0, commands_rejected = 0, commands_failed = 0;
  std::uint64_t commands_in_flight = 0;
  std::vector<command_counts>
      commands;                  // By kind, those that there were. At a full door no kind is looked at.
  bool stopping = false;         // It takes no more commands.
  bool closed_to_writes = false; // A sync failed: nothing is written until a restart finds out.
  std::uint64_t events = 0, commits = 0, commits_failed = 0, conflicts = 0;
  std::uint64_t live_aggregates = 0, hydrations = 0, passivations = 0, aggregates_died = 0;
  std::uint64_t appends_waiting = 0, hydrations_waiting = 0, subscribers = 0;
  std::uint64_t snapshots_written = 0;
  // Where fulfilments are automatic. One that ended, and was opened again by late news, ends twice.
  std::uint64_t fulfilments_begun = 0, fulfilments_completed = 0, fulfilments_compensated = 0;
  std::uint64_t fulfilments_parked = 0; // How often one was parked, not how many are.
  std::uint64_t steps_retried = 0;      // Asked again, for want of an answer or after a failure.
  std::uint64_t news_under_way = 0;     // Events told to fulfilments and not yet answered,
  std::uint64_t news_set_aside = 0;     // and those that failed so often that no others wait for them.
  histogram command_us;                 // From acceptance to the answer.
  // The way of the append that waited longest in its commit:
  histogram decide_us;     // from the arrival of its first command until it was decided,
  histogram gather_us;     // until its commit began,
  histogram answer_us;     // and from the commit's end until the last of its callers was answered.
  histogram commit_us;     // One durable commit.
  histogram sync_us;       // The part of it that waits for the disk.
  histogram commit_events; // Events in one commit (counts, not microseconds).
  log_head head;
  file_sizes files;
};

} // namespace docket
