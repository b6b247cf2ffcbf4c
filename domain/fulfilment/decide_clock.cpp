#include "docket/domain/fulfilment/back_off.hpp"
#include "docket/domain/fulfilment/decisions.hpp"
#include "docket/domain/fulfilment/rejections.hpp"

#include <algorithm>
#include <optional>

// What it does when it is late: asks again, gives up, or has people look.
namespace docket {

namespace {

text reason_to_give_up(step_kind kind, const fulfilment_content& content) {
  if (kind == step_kind::dispatch_shipment) return "dispatch_timed_out";
  return content.flow == fulfilment_flow::pay_first ? "payment_timed_out" : "reservation_expired";
}

// The first open step that is not worth waiting for any more.
std::optional<open_step> overdue(const course& c) {
  for (const auto& step : c.content().open)
    if (step.give_up_at && *step.give_up_at <= c.at()) return step;
  return std::nullopt;
}

void give_up(course& c, const open_step& step) {
  if (step.kind == step_kind::await_delivery)
    c.park(step, "not delivered in time");
  else
    c.undo(reason_to_give_up(step.kind, c.content()));
}

timestamp next_try(const course& c, const open_step& step, std::int32_t attempt) {
  if (step.kind == step_kind::await_delivery) return later(c.at(), c.policy().tracking_every);
  const auto wait = back_off(c.policy(), c.content().process.view(), step.number, attempt);
  return later(c.at(), std::max(c.policy().answer_within, wait));
}

void retry(course& c, const open_step& step, bool after_restart) {
  const auto attempt = after_restart ? step.attempt : step.attempt + 1;
  const text cause = after_restart ? "after_restart" : step.problem.empty() ? "no_answer" : "after_failure";
  c.happen(
      step_retried{step.number, step.kind, step.product, attempt, cause, next_try(c, step, attempt), {}});
}

bool is_exhausted(const course& c, const open_step& step) {
  return !step.give_up_at && step.attempt >= c.policy().attempts_max;
}

// What is due, each in its turn; parks at the first that was asked too often.
void retry_due(course& c, bool after_restart) {
  const auto open = c.content().open;
  for (const auto& step : open) {
    if (step.due > c.at() && !after_restart) continue;
    if (!after_restart && is_exhausted(c, step))
      return c.park(step, step.problem.empty() ? text{"no answer"} : step.problem);
    retry(c, step, after_restart);
  }
}

} // namespace

refusal tell(course& c, const wake_fulfilment& told) {
  const auto next = next_due(c.content());
  const bool due = next && (*next <= c.at() || told.after_restart);
  if (c.is_parked() || !due) return refuse::nothing_due(c.is_parked() ? std::nullopt : next);
  if (const auto step = overdue(c))
    give_up(c, *step);
  else
    retry_due(c, told.after_restart);
  return {};
}

} // namespace docket
