#include "docket/domain/fulfilment/back_off.hpp"
#include "docket/domain/fulfilment/decisions.hpp"
#include "docket/domain/fulfilment/rejections.hpp"
#include "docket/domain/fulfilment/verdicts.hpp"

// Answers to its steps.
namespace docket {

namespace {

refusal ask_people(course& c, const open_step& step, const note_step_refused& told) {
  if (c.is_parked()) return refuse::nothing_new(); // They look at it already, and have it asked again then.
  c.park(step, text{told.rule.str() + ": " + told.reason.str()});
  return {};
}

// An order that went out while it was to be cancelled is nobody's plan, unless people gave it up meanwhile.
refusal be_too_late(course& c, const open_step& step, const note_step_refused& told) {
  if (step.kind == step_kind::void_payment) return believe(c, told.rule.view(), told.reason);
  if (step.kind == step_kind::cancel_order && !compensation_of(c.state())->abandoned)
    return ask_people(c, step, told);
  c.be_refused(step, told.rule, told.reason);
  return {};
}

// A carrier is asked for news of a parcel as often as it takes; that it fails now and then is no failure.
bool may_fail_again(const course& c, const open_step& step) {
  return step.attempt < c.policy().attempts_max || step.kind == step_kind::await_delivery;
}

} // namespace

refusal tell(course& c, const note_step_done& told) {
  const auto* const step = find_open(c.content(), told.number);
  if (!step) return refuse::step_not_open(told.number);
  c.succeed(*step);
  return {};
}

refusal tell(course& c, const note_step_refused& told) {
  const auto* const found = find_open(c.content(), told.number);
  if (!found) return refuse::step_not_open(told.number);
  const auto step = *found;
  switch (verdict_on(step.kind, told.rule.view())) {
  case verdict::as_good_as_done: c.succeed(step); break;
  case verdict::heard_before: return believe(c, told.rule.view(), told.reason);
  case verdict::too_late: return be_too_late(c, step, told);
  case verdict::undo:
    c.be_refused(step, told.rule, told.reason);
    c.undo(told.rule);
    break;
  case verdict::ask_people: return ask_people(c, step, told);
  }
  return {};
}

refusal tell(course& c, const note_attempt_failed& told) {
  const auto* const step = find_open(c.content(), told.number);
  if (!step || step->attempt != told.attempt || c.is_parked()) return refuse::step_not_open(told.number);
  if (!step->problem.empty()) return refuse::nothing_new();
  const auto problem = told.problem.empty() ? text{"failed without a word"} : told.problem;
  if (!may_fail_again(c, *step)) {
    c.park(*step, problem);
    return {};
  }
  const auto wait = back_off(c.policy(), c.content().process.view(), step->number, step->attempt);
  c.happen(attempt_failed{
      step->number, step->kind, step->product, step->attempt, problem, later(c.at(), wait), {}});
  return {};
}

} // namespace docket
