#include "docket/actors/fulfilment/alarm_clock_actor.hpp"

#include "docket/domain/fulfilment/back_off.hpp"
#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/planted_bugs.hpp"

#include <exception>
#include <utility>

namespace docket {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t page = 512;
constexpr milliseconds unanswered{30'000}; // Rung again when nobody answered for so long,
constexpr milliseconds refused{1'000};     // when too much is going on,
constexpr milliseconds broken{60'000};     // when the fulfilment cannot be read.

// When a fulfilment had nothing to do yet, it says when it will.
std::optional<timestamp> next_of(const rejection& refusal) {
  for (const auto& [name, value] : refusal.facts)
    if (name == "next")
      if (const auto next = parse_timestamp(value)) return *next;
  return std::nullopt;
}

std::optional<timestamp> rest_until(const command_result& result, timestamp now) {
  if (result) return std::nullopt;
  const auto& why = result.error();
  switch (why.kind) {
  case failure_kind::rejected: return next_of(*why.refusal).value_or(later(now, refused));
  case failure_kind::overloaded: return later(now, refused);
  default: return later(now, broken);
  }
}

alarms_read read_due(log_reader& reader, const deadline_cursor& after, timestamp up_to) {
  alarms_read result{std::make_shared<std::vector<due_alarm>>(), after, false};
  const auto count = reader.read_deadlines(after, up_to, page, [&](const deadline_view& seen) {
    result.last = {seen.due, seen.stream};
    if (seen.stream_type == fulfilment::stream_type)
      result.due->push_back({order_id{seen.stream_id}, seen.due});
    return true;
  });
  result.more = count == page;
  return result;
}

} // namespace

alarm_clock_actor::alarm_clock_actor(caf::actor_config& config, alarm_clock_context context)
    : event_actor(config),
      context_(std::move(context)),
      restart_up_to_{later(context_.clock(), context_.answer_within).microseconds - 1} {}

caf::behavior alarm_clock_actor::make_behavior() {
  tell(self(), look_at_alarms{});
  return {
      [this](look_at_alarms) { look(); },
      [this](const alarms_read& m) { take(m); },
      [this](const alarm_answered& m) { hear(m); },
  };
}

void alarm_clock_actor::look() {
  schedule_look();
  if (looking_) return;
  forget_rested();
  if (resting_.size() >= context_.ringing_max) return;
  looking_ = true;
  const auto now = context_.clock();
  up_to_ = after_restart_ ? restart_up_to_ : now;
  cursor_ = {};
  read_page();
}

void alarm_clock_actor::read_page() {
  auto read = [me = self(), after = cursor_, up_to = up_to_](log_reader& reader) {
    try {
      tell(me, read_due(reader, after, up_to));
    } catch (const std::exception&) { // Another look is not far.
      tell(me, alarms_read{nullptr, after, false});
    }
  };
  auto refuse = [me = self(), after = cursor_](const failure&) {
    tell(me, alarms_read{nullptr, after, false});
  };
  tell(context_.read_desk, read_request{std::move(read), std::move(refuse)});
}

void alarm_clock_actor::take(const alarms_read& page_read) {
  const bool read = page_read.due != nullptr;
  if (read)
    for (const auto& alarm : *page_read.due)
      ring(alarm);
  cursor_ = page_read.last;
  if (!read && planted(planted_bug::alarm_clock_stops_when_unread)) return;
  if (read && page_read.more && resting_.size() < context_.ringing_max) return read_page();
  looking_ = false;
  if (read && !page_read.more) after_restart_ = false;
}

void alarm_clock_actor::ring(const due_alarm& alarm) {
  if (is_resting(alarm)) return;
  resting_[alarm.order] = {alarm.due, later(context_.clock(), unanswered)};
  context_.sender.send<fulfilment>(wake_fulfilment{alarm.order, after_restart_}, {},
                                   [this, me = self(), alarm](const command_result& result) {
                                     tell(me, alarm_answered{alarm, rest_until(result, context_.clock())});
                                   });
}

// An answer about an alarm that was set anew meanwhile says nothing of the new one.
void alarm_clock_actor::hear(const alarm_answered& m) {
  const auto found = resting_.find(m.rang.order);
  if (found == resting_.end() || found->second.due != m.rang.due) return;
  if (m.rest_until)
    found->second.until = *m.rest_until;
  else
    resting_.erase(found);
}

bool alarm_clock_actor::is_resting(const due_alarm& alarm) const {
  const auto found = resting_.find(alarm.order);
  return found != resting_.end() && found->second.due == alarm.due && context_.clock() < found->second.until;
}

void alarm_clock_actor::forget_rested() {
  if (planted(planted_bug::resting_alarms_not_forgotten)) return;
  const auto now = context_.clock();
  std::erase_if(resting_, [&](const auto& entry) { return entry.second.until <= now; });
}

void alarm_clock_actor::schedule_look() {
  tell_later(system(), context_.look_every, self(), look_at_alarms{});
}

} // namespace docket
