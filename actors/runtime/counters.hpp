#pragma once

#include "docket/actors/metrics.hpp"
#include "docket/actors/runtime/command_kinds.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>

namespace docket {

// A histogram that many threads record into. Reading one while it is written may miss the newest records.
class shared_histogram {
public:
  using time = std::chrono::steady_clock::time_point;

  void record(std::int64_t microseconds) noexcept;
  void record(time begin, time end) noexcept {
    record(std::chrono::duration_cast<std::chrono::microseconds>(end - begin).count());
  }
  void record_since(time begin) noexcept { record(begin, std::chrono::steady_clock::now()); }
  [[nodiscard]] histogram read() const noexcept;

private:
  std::array<std::atomic<std::uint64_t>, histogram::bucket_count> buckets_{};
  std::atomic<std::int64_t> max_us_{0}, sum_us_{0};
};

// What the parts of an engine count. Written from many threads without ordering; metrics() reads them.
struct counters {
  using count = std::atomic<std::uint64_t>;

  struct outcomes {
    count accepted{0}, repeated{0}, rejected{0}, failed{0};
  };

  std::array<outcomes, command_kinds::count> commands{};
  count turned_away{0}; // Commands at a full door.
  count events{0}, commits{0}, commits_failed{0}, conflicts{0}, closed_to_writes{0};
  count live_aggregates{0}, hydrations{0}, passivations{0}, aggregates_died{0};
  count appends_waiting{0}, hydrations_waiting{0}, subscribers{0};
  count snapshots_written{0};
  count fulfilments_begun{0}, fulfilments_completed{0}, fulfilments_compensated{0}, fulfilments_parked{0};
  count steps_retried{0}, news_under_way{0}, news_set_aside{0};
  shared_histogram command_us, decide_us, gather_us, commit_us, sync_us, answer_us, commit_events;

  static void add(count& to, std::uint64_t n = 1) noexcept { to.fetch_add(n, std::memory_order_relaxed); }
  static void subtract(count& from, std::uint64_t n = 1) noexcept {
    from.fetch_sub(n, std::memory_order_relaxed);
  }
  static void set(count& to, std::uint64_t n) noexcept { to.store(n, std::memory_order_relaxed); }
};

} // namespace docket
