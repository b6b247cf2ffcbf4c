#pragma once

#include <cstdint>

// Bugs that builds with the CMake option DOCKET_PLANTED_BUGS can be given, one at a time, to see whether the
// simulation finds them (simulation/planted). Each stands at its place as `planted(planted_bug::...)`; in any
// other build that is false when it is compiled, and nothing of it is left.
namespace docket {

// By where they stand. simulation/planted says what each one does.
enum class planted_bug : std::uint8_t {
  none,
  // domain: orders, stocks, time
  time_goes_back,
  stock_check_off_by_one,
  overpayment_allowed,
  cancel_after_shipping,
  changed_quantity_added,
  // domain: fulfilments
  capture_key_per_attempt,
  refund_key_per_attempt,
  dispatch_key_per_attempt,
  late_capture_ignored,
  doubtful_reservation_forgotten,
  reserved_goods_not_released,
  reserve_dropped_when_undone,
  refund_not_recorded,
  insufficient_stock_taken_for_done,
  // persistence: stores
  chain_from_nothing,
  recorded_at_goes_back,
  rollback_keeps_caches,
  rollback_keeps_position,
  failed_sync_told_as_failure,
  failed_sync_ignored,
  commits_not_synced,
  snapshots_leave_sync_off,
  // persistence: hydration and views
  hydration_forgets_commands,
  hydration_misses_last_command,
  hydration_skips_after_snapshot,
  snapshot_forgets_commands,
  snapshot_applied_twice,
  snapshot_version_early,
  snapshot_version_late,
  reused_id_taken_for_repeat,
  view_rows_after_progress,
  view_skips_after_restart,
  view_keeps_rolled_back,
  // actors: aggregates and shards
  failed_append_acknowledged,
  failed_append_keeps_state,
  conflict_overlooked,
  requests_before_commit,
  snapshot_before_commit,
  repeat_without_positions,
  repeat_answered_early,
  batch_positions_not_shifted,
  deadline_left_out,
  passivation_loses_waiting,
  busy_answer_forgets_waiting,
  admission_off_by_one,
  // actors: around the log
  append_queue_unlimited,
  hydrations_unlimited,
  read_desk_holds_waiting,
  withheld_commits_not_read,
  subscription_repeats,
  view_bell_stays_rung,
  // actors: fulfilments
  router_checkpoint_ahead,
  news_dropped_on_full_disk,
  news_unlimited,
  delivery_before_dispatch_final,
  resting_alarms_not_forgotten,
  alarm_clock_stops_when_unread,
};

#ifdef DOCKET_PLANTED_BUGS

inline constexpr bool has_planted_bugs = true;

// Read by every thread of every engine of the process; changed only while none runs. The compiler's own
// operations keep <atomic>, and what it is for, out of the rules.
inline std::uint8_t the_planted_bug = 0;

inline void plant(planted_bug which) noexcept {
  __atomic_store_n(&the_planted_bug, static_cast<std::uint8_t>(which), __ATOMIC_RELAXED);
}

[[nodiscard]] inline bool planted(planted_bug which) noexcept {
  return __atomic_load_n(&the_planted_bug, __ATOMIC_RELAXED) == static_cast<std::uint8_t>(which);
}

#else

inline constexpr bool has_planted_bugs = false;

[[nodiscard]] constexpr bool planted(planted_bug) noexcept { return false; }

#endif

} // namespace docket
