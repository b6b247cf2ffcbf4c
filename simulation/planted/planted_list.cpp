#include "docket/simulation/planted/planted_list.hpp"

#include <algorithm>

namespace docket {

namespace {

using enum planted_hint;
using b = planted_bug;

constexpr planted_entry list[] = {
    {b::time_goes_back, "time_goes_back", "an event may happen before the one before it"},
    {b::stock_check_off_by_one, "stock_check_off_by_one", "one piece more is reserved than is there"},
    {b::overpayment_allowed, "overpayment_allowed", "more is taken for an order than is due", manual},
    {b::cancel_after_shipping, "cancel_after_shipping", "an order that was shipped can be cancelled"},
    {b::changed_quantity_added, "changed_quantity_added", "a changed quantity is added to the old one"},

    {b::capture_key_per_attempt, "capture_key_per_attempt", "each attempt to capture has a key of its own"},
    {b::refund_key_per_attempt, "refund_key_per_attempt", "each attempt to refund has a key of its own"},
    {b::dispatch_key_per_attempt, "dispatch_key_per_attempt",
     "each attempt to dispatch has a key of its own"},
    {b::late_capture_ignored, "late_capture_ignored", "money that was taken after all is not given back"},
    {b::doubtful_reservation_forgotten, "doubtful_reservation_forgotten",
     "a refusal is believed though another attempt to reserve is on its way"},
    {b::reserved_goods_not_released, "reserved_goods_not_released",
     "an unpaid order that is undone keeps its goods"},
    {b::reserve_dropped_when_undone, "reserve_dropped_when_undone",
     "an order that is undone does not wait for what it was reserving"},
    {b::refund_not_recorded, "refund_not_recorded", "the order is not told that its money was given back"},
    {b::insufficient_stock_taken_for_done, "insufficient_stock_taken_for_done",
     "a refusal to reserve counts as reserved"},

    {b::chain_from_nothing, "chain_from_nothing", "a commit's hash does not cover the one before it"},
    {b::recorded_at_goes_back, "recorded_at_goes_back", "commits are recorded with whatever the clock shows"},
    {b::rollback_keeps_caches, "rollback_keeps_caches",
     "keys and versions given in a failed commit stay known", sqlite},
    {b::rollback_keeps_position, "rollback_keeps_position", "positions given in a failed commit stay given",
     sqlite},
    {b::failed_sync_told_as_failure, "failed_sync_told_as_failure",
     "a sync that failed is told as if nothing had been written", sqlite},
    {b::failed_sync_ignored, "failed_sync_ignored", "a sync that failed is taken for done", sqlite},
    {b::commits_not_synced, "commits_not_synced", "commits do not wait for the disk", sqlite},
    {b::snapshots_leave_sync_off, "snapshots_leave_sync_off",
     "after a snapshot commits do not wait for the disk any more", sqlite},

    {b::hydration_forgets_commands, "hydration_forgets_commands",
     "an aggregate that comes back knows none of its commands"},
    {b::hydration_misses_last_command, "hydration_misses_last_command",
     "an aggregate that comes back does not know its last command"},
    {b::hydration_skips_after_snapshot, "hydration_skips_after_snapshot",
     "the first event after a snapshot is not read"},
    {b::snapshot_forgets_commands, "snapshot_forgets_commands",
     "what a snapshot says of commands is dropped"},
    {b::snapshot_applied_twice, "snapshot_applied_twice",
     "the last event of a snapshot is applied to it again"},
    {b::snapshot_version_early, "snapshot_version_early",
     "a snapshot says that it is of the version before its own"},
    {b::snapshot_version_late, "snapshot_version_late",
     "a snapshot says that it is of the version after its own"},
    {b::reused_id_taken_for_repeat, "reused_id_taken_for_repeat",
     "another command with a used id gets the first one's answer"},
    {b::view_rows_after_progress, "view_rows_after_progress",
     "a view commits how far it is before the rows that belong to it"},
    {b::view_skips_after_restart, "view_skips_after_restart", "a view goes on one position too late"},
    {b::view_keeps_rolled_back, "view_keeps_rolled_back",
     "a view's memory keeps what was rolled back on the disk"},

    {b::failed_append_acknowledged, "failed_append_acknowledged",
     "commands whose append failed are answered as done"},
    {b::failed_append_keeps_state, "failed_append_keeps_state",
     "an aggregate keeps the state of an append that failed"},
    {b::conflict_overlooked, "conflict_overlooked", "appends demand no version of their stream"},
    {b::requests_before_commit, "requests_before_commit",
     "a fulfilment asks others before its events are durable"},
    {b::snapshot_before_commit, "snapshot_before_commit",
     "a snapshot is sent off before its events are durable"},
    {b::repeat_without_positions, "repeat_without_positions",
     "a repeat is answered without the positions of its events"},
    {b::repeat_answered_early, "repeat_answered_early",
     "a repeat is answered while the first one is being written"},
    {b::batch_positions_not_shifted, "batch_positions_not_shifted",
     "all commands of a batch are told the position of its first event"},
    {b::deadline_left_out, "deadline_left_out", "an append does not set its fulfilment's deadline"},
    {b::passivation_loses_waiting, "passivation_loses_waiting", "what waited for a passivation is dropped"},
    {b::busy_answer_forgets_waiting, "busy_answer_forgets_waiting",
     "what waited for a passivation that came to nothing waits on"},
    {b::admission_off_by_one, "admission_off_by_one", "one command more is let in than the limit allows"},

    {b::append_queue_unlimited, "append_queue_unlimited", "any number of appends may wait for a commit"},
    {b::hydrations_unlimited, "hydrations_unlimited", "any number of reads may wait for a reader"},
    {b::read_desk_holds_waiting, "read_desk_holds_waiting",
     "at its end the read desk keeps the reads that wait, and they keep their aggregates"},
    {b::withheld_commits_not_read, "withheld_commits_not_read",
     "a subscriber that lagged does not read what it was not sent"},
    {b::subscription_repeats, "subscription_repeats", "a subscription hands over what it had read before"},
    {b::view_bell_stays_rung, "view_bell_stays_rung",
     "a view that rests when it is woken is never woken again"},

    {b::router_checkpoint_ahead, "router_checkpoint_ahead",
     "the news router's checkpoint passes news that are still under way"},
    {b::news_dropped_on_full_disk, "news_dropped_on_full_disk",
     "news that could not be written down are dropped"},
    {b::news_unlimited, "news_unlimited", "any number of news may be under way"},
    {b::delivery_before_dispatch_final, "delivery_before_dispatch_final",
     "a delivery that overtook its dispatch is not asked for again", writes_fail},
    {b::resting_alarms_not_forgotten, "resting_alarms_not_forgotten",
     "alarms that nobody answered count as ringing for ever"},
    {b::alarm_clock_stops_when_unread, "alarm_clock_stops_when_unread",
     "the alarm clock stops looking when a look fails"},
};

} // namespace

std::span<const planted_entry> planted_list() noexcept { return list; }

const planted_entry* find_planted(std::string_view name) noexcept {
  const auto* const found = std::ranges::find(list, name, &planted_entry::name);
  return found == std::end(list) ? nullptr : found;
}

const planted_entry* find_planted(planted_bug bug) noexcept {
  const auto* const found = std::ranges::find(list, bug, &planted_entry::bug);
  return found == std::end(list) ? nullptr : found;
}

scenario_wishes wishes_for(const planted_entry& entry) {
  scenario_wishes wishes;
  switch (entry.helps) {
  case none: break;
  case sqlite: wishes.storage = scenario_storage::sqlite; break;
  case manual: wishes.fulfilment = fulfilment_mode::manual; break;
  case writes_fail:
    wishes.storage = scenario_storage::memory;
    wishes.fulfilment = fulfilment_mode::pay_first;
    wishes.faults = {scenario_fault::failed_writes};
    break;
  }
  return wishes;
}

} // namespace docket
