#include "docket/domain/fulfilment/back_off.hpp"
#include "docket/domain/fulfilment/decisions.hpp"
#include "docket/domain/fulfilment/rejections.hpp"

#include <algorithm>
#include <utility>

// What people want of it.
namespace docket {

namespace {

bool has_ended(const fulfilment_state& state) {
  return std::holds_alternative<completed_fulfilment>(state) ||
         std::holds_alternative<compensated_fulfilment>(state);
}

} // namespace

refusal tell(course& c, const retry_fulfilment&) {
  if (has_ended(c.state())) return refuse::fulfilment_ended(c.state());
  if (!c.is_parked()) return refuse::fulfilment_not_parked(c.state());
  c.happen(fulfilment_resumed{later(c.at(), c.policy().answer_within), {}});
  return {};
}

refusal tell(course& c, const abandon_fulfilment& told) {
  if (has_ended(c.state())) return refuse::fulfilment_ended(c.state());
  if (auto refused = check_required_text("reason", told.reason)) return refused; // The order will be told it.
  auto closes = steps_to_close(c.content());
  const auto* const parked = std::get_if<parked_fulfilment>(&c.state());
  if (parked && std::ranges::find(closes, parked->number) == closes.end()) closes.push_back(parked->number);
  c.happen(fulfilment_abandoned{told.reason, std::move(closes), {}});
  return {};
}

} // namespace docket
