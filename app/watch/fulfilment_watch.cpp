#include "docket/app/watch/fulfilment_watch.hpp"

#include "docket/app/program/errors.hpp"
#include "docket/app/program/system_time.hpp"
#include "docket/domain/fulfilment/back_off.hpp"
#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/hydration/hydration.hpp"
#include "docket/persistence/read/fulfilment_list.hpp"

#include <chrono>
#include <fmt/format.h>
#include <utility>

namespace docket::app {
namespace {

const log_filter& ends_and_reasons() {
  static const log_filter filter{
      {std::string{fulfilment::stream_type}},
      {"CompensationStarted", "FulfilmentAbandoned", "FulfilmentCompleted", "FulfilmentCompensated"}};
  return filter;
}

constexpr std::chrono::minutes overdue_after{1};

} // namespace

fulfilment_watch::fulfilment_watch(engine& of, position since)
    : since_(since),
      reader_(of.open_reader()),
      history_reader_(of.open_reader()) {
  subscription_options options{ends_and_reasons(), [this](const std::string& why) {
                                 const std::lock_guard lock{mutex_};
                                 fault_ = why;
                               }};
  events_ = of.subscribe(
      from_position{value(since)}, [this](const event_view& event) { take(event); }, std::move(options));
}

fulfilment_tally fulfilment_watch::counts() {
  const auto [under_way, parked] = count_fulfilments(*reader_);
  const std::lock_guard lock{mutex_};
  counts_.under_way = under_way;
  counts_.parked = parked;
  return counts_;
}

// Asked in this order: what is told of the log up to a head that was there before has left its deadline, or
// has none.
bool fulfilment_watch::all_ended() {
  {
    const std::lock_guard lock{mutex_};
    if (fault_) throw command_failed{fmt::format("fulfilments cannot be followed: {}", *fault_)};
  }
  const auto [head, told] = progress();
  if (told < head || events_.position() < head) return false;
  return count_fulfilments(*reader_).under_way == 0 && reader_->head().position == head;
}

fulfilment_watch::mark fulfilment_watch::progress() {
  const auto head = reader_->head().position;
  return {head, reader_->load_checkpoint(fulfilment_checkpoint).value_or(position{})};
}

bool fulfilment_watch::is_work_due() {
  const auto [head, told] = progress();
  return told < head || reader_->count_deadlines(earliest_time, later(system_time(), -overdue_after)) > 0;
}

// On the subscription's thread.
void fulfilment_watch::take(const event_view& seen) {
  const auto event = codec<fulfilment>::decode(seen.type, seen.schema, seen.data);
  if (!event) throw undecodable(seen, event.error());
  if (const auto* undone = std::get_if<compensation_started>(&*event)) {
    being_undone_[std::string{seen.stream_id}] = {undone->reason.str(), false};
  } else if (const auto* given_up = std::get_if<fulfilment_abandoned>(&*event)) {
    being_undone_[std::string{seen.stream_id}] = {given_up->reason.str(), true};
  } else if (std::holds_alternative<fulfilment_completed>(*event)) {
    const std::lock_guard lock{mutex_};
    ++counts_.completed;
  } else {
    count_compensated(seen);
  }
}

void fulfilment_watch::count_compensated(const event_view& seen) {
  if (const auto known = being_undone_.extract(std::string{seen.stream_id})) {
    count(known.mapped());
  } else if (const auto found = look_up(seen)) {
    count(*found);
  }
}

// Why it was undone, when that began before this run. Nothing for one that has ended before in this run, and
// was opened again by late news: it is counted.
std::optional<fulfilment_watch::undoing> fulfilment_watch::look_up(const event_view& ended) {
  const auto history = read_fulfilment_history(*history_reader_, order_id{ended.stream_id});
  undoing why;
  for (const auto& [recorded, event] : history.value().events) {
    if (recorded.version >= ended.version) break;
    if (const auto* undone = std::get_if<compensation_started>(&event)) why = {undone->reason.str(), false};
    if (const auto* given_up = std::get_if<fulfilment_abandoned>(&event))
      why = {given_up->reason.str(), true};
    if (std::holds_alternative<fulfilment_compensated>(event) && recorded.position > since_)
      return std::nullopt;
  }
  return why;
}

void fulfilment_watch::count(const undoing& why) {
  const std::lock_guard lock{mutex_};
  if (why.abandoned) {
    ++counts_.abandoned;
    return;
  }
  ++counts_.compensated;
  count_one(counts_.compensated_by, why.reason);
}

} // namespace docket::app
