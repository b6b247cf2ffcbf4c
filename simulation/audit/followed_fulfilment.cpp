#include "docket/simulation/audit/followed_fulfilment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace docket {

namespace {

constexpr std::string_view phase_words[] = {"not begun", "running", "compensating", "completed",
                                            "compensated"};

// "rule: reason" is what a refusal leaves; what failed or was not answered names no rule.
bool names_a_rule(std::string_view problem) {
  const auto rule = problem.substr(0, problem.find(": "));
  return rule.size() < problem.size() && rule.find('_') != rule.npos &&
         std::ranges::all_of(rule, [](char c) { return c == '_' || ('a' <= c && c <= 'z'); });
}

timestamp time_in(const event_fields& data, std::string_view name) {
  return data.time(name).value_or(earliest_time);
}

} // namespace

followed_fulfilment::effect followed_fulfilment::effect_of(std::string_view event) {
  static constexpr std::pair<std::string_view, effect> effects[] = {
      {"FulfilmentStarted", &followed_fulfilment::start},
      {"StepSucceeded", &followed_fulfilment::answer},
      {"StepRefused", &followed_fulfilment::answer},
      {"AttemptFailed", &followed_fulfilment::fail_attempt},
      {"StepRetried", &followed_fulfilment::retry},
      {"CompensationStarted", &followed_fulfilment::compensate},
      {"FulfilmentParked", &followed_fulfilment::park},
      {"FulfilmentResumed", &followed_fulfilment::resume},
      {"FulfilmentAbandoned", &followed_fulfilment::abandon},
      {"FulfilmentCompleted", &followed_fulfilment::complete},
      {"FulfilmentCompensated", &followed_fulfilment::end_compensated},
  };
  const auto known = std::ranges::find(effects, event, &std::pair<std::string_view, effect>::first);
  return known == std::end(effects) ? nullptr : known->second;
}

void followed_fulfilment::take(const audited_event& event, findings& found) {
  const auto happens = effect_of(event.seen.type);
  if (!happens)
    return found.add("unreadable_event", fmt::format("{}: nobody knows {}", event.place(), event.seen.type));
  (this->*happens)(event, found);
  follow(event, found);
}

std::optional<timestamp> followed_fulfilment::next_due() const noexcept {
  std::optional<timestamp> first;
  for (const auto& [number, step] : open_) {
    const auto call = step.give_up_at ? std::min(step.due, *step.give_up_at) : step.due;
    first = first ? std::min(*first, call) : call;
  }
  return first;
}

std::string_view followed_fulfilment::process() const noexcept {
  return beginning_ ? beginning_->data().text("process") : std::string_view{};
}

void followed_fulfilment::require(bool holds, const audited_event& event, std::string_view otherwise,
                                  findings& found) const {
  if (!holds)
    found.add("illegal_step", fmt::format("{}: {} while {}{}: {}", event.place(), event.seen.type,
                                          phase_words[static_cast<std::size_t>(phase_)],
                                          is_parked() ? ", parked" : "", otherwise));
}

// What every event may say of what follows from it.
void followed_fulfilment::follow(const audited_event& event, findings& found) {
  const auto data = event.data();
  data.each("opens", [&](const event_fields& opening) {
    const auto number = opening.number("number");
    require(number == opened_ + 1, event, "steps are numbered in turn", found);
    require(phase_ != phase::completed, event, "it has nothing to ask any more", found);
    opened_ = std::max(opened_, number);
    open_[number] = {1, time_in(opening, "due"), opening.time("giveUpAt")};
    if (phase_ == phase::compensated) phase_ = phase::compensating; // Late news open it again.
  });
  if (const auto alarm = data.time("alarm"))
    alarm_ = *alarm == earliest_time ? std::nullopt : std::optional{*alarm};
}

followed_fulfilment::open_step* followed_fulfilment::asked(const audited_event& event, findings& found) {
  const auto step = open_.find(event.data().number("number"));
  require(step != open_.end(), event, "the step is not open", found);
  return step == open_.end() ? nullptr : &step->second;
}

void followed_fulfilment::close_stated(const audited_event& event, findings& found) {
  event.data().each_number("closes", [&](std::int64_t number) {
    require(open_.erase(number) == 1, event, "a step that it closes is not open", found);
  });
}

void followed_fulfilment::start(const audited_event& event, findings& found) {
  require(phase_ == phase::none, event, "it begins once", found);
  if (!beginning_) beginning_ = &event;
  phase_ = phase::running;
}

// Number 0: nobody waited for it.
void followed_fulfilment::answer(const audited_event& event, findings& found) {
  require(phase_ != phase::none, event, "nothing was asked", found);
  const auto number = event.data().number("number");
  if (number == 0) return;
  require(open_.erase(number) == 1, event, "the step is not open", found);
  if (parked_on_ == number) parked_on_ = 0;
}

void followed_fulfilment::fail_attempt(const audited_event& event, findings& found) {
  require(is_active() && !is_parked(), event, "nothing is tried", found);
  auto* const step = asked(event, found);
  if (!step) return;
  require(step->attempt == event.data().number("attempt"), event, "another attempt is under way", found);
  step->due = time_in(event.data(), "due");
}

void followed_fulfilment::retry(const audited_event& event, findings& found) {
  require(is_active() && !is_parked(), event, "nothing is tried", found);
  auto* const step = asked(event, found);
  if (!step) return;
  const auto attempt = event.data().number("attempt");
  const bool same = event.data().text("cause") == "after_restart";
  require(attempt == step->attempt + (same ? 0 : 1), event, "attempts are counted", found);
  step->attempt = attempt;
  step->due = time_in(event.data(), "due");
}

void followed_fulfilment::compensate(const audited_event& event, findings& found) {
  require(phase_ == phase::running, event, "the way back begins once", found);
  phase_ = phase::compensating;
  parked_on_ = 0;
  close_stated(event, found);
}

void followed_fulfilment::park(const audited_event& event, findings& found) {
  require(is_active() && !is_parked(), event, "it cannot be parked", found);
  if (asked(event, found)) parked_on_ = event.data().number("number");
  if (const auto problem = event.data().text("problem"); names_a_rule(problem))
    found.add("refusal_not_foreseen", fmt::format("{}: {}", event.place(), problem));
}

void followed_fulfilment::resume(const audited_event& event, findings& found) {
  require(is_parked(), event, "it waits for nobody", found);
  parked_on_ = 0;
  for (auto& [number, step] : open_)
    step = {1, time_in(event.data(), "due"), std::nullopt};
}

void followed_fulfilment::abandon(const audited_event& event, findings& found) {
  require(is_active(), event, "it has ended", found);
  phase_ = phase::compensating;
  parked_on_ = 0;
  abandoned_ = true;
  close_stated(event, found);
}

void followed_fulfilment::complete(const audited_event& event, findings& found) {
  require(phase_ == phase::running && !is_parked(), event, "it cannot be completed", found);
  require(open_.empty(), event, "steps are still open", found);
  phase_ = phase::completed;
}

void followed_fulfilment::end_compensated(const audited_event& event, findings& found) {
  require(phase_ == phase::compensating && !is_parked(), event, "nothing was undone", found);
  require(open_.empty(), event, "steps are still open", found);
  phase_ = phase::compensated;
}

} // namespace docket
