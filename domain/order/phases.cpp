#include "docket/domain/order/phases.hpp"

#include "docket/domain/order/rejections.hpp"
#include "docket/domain/overloaded.hpp"

#include <algorithm>
#include <vector>

namespace docket {

namespace {

bool has_payment(const std::vector<order_payment>& payments, const payment_id& id) {
  return std::ranges::find(payments, id, &order_payment::id) != payments.end();
}

} // namespace

refusal unless_absent(const order_state& state, const order_id& order) {
  return std::visit(overloaded{
                        [](const no_order&) -> refusal { return {}; },
                        [&](const order_content&) -> refusal { return refuse::order_already_exists(order); },
                    },
                    state);
}

refusal unless_pending(const order_state& state, const order_id& order) {
  return std::visit(overloaded{
                        [&](const no_order&) -> refusal { return refuse::order_not_found(order); },
                        [](const pending_order&) -> refusal { return {}; },
                        [&](const placed_content&) -> refusal { return refuse::order_already_placed(state); },
                        [&](const cancelled_order&) -> refusal { return refuse::order_cancelled(state); },
                    },
                    state);
}

refusal unless_payable(const order_state& state, const order_id& order, const payment_id& payment) {
  const auto recorded = [&](const placed_content& content) { return has_payment(content.payments, payment); };
  return std::visit(overloaded{
                        [&](const no_order&) -> refusal { return refuse::order_not_found(order); },
                        [&](const pending_order&) -> refusal { return refuse::order_not_placed(state); },
                        [&](const placed_order& placed) -> refusal {
                          if (recorded(placed)) return refuse::payment_already_recorded(payment);
                          return {};
                        },
                        [&](const placed_content& paid) -> refusal {
                          if (recorded(paid)) return refuse::payment_already_recorded(payment);
                          return refuse::order_already_paid(state);
                        },
                        [&](const cancelled_order&) -> refusal { return refuse::order_cancelled(state); },
                    },
                    state);
}

refusal unless_confirmable(const order_state& state, const order_id& order) {
  return std::visit(
      overloaded{
          [&](const no_order&) -> refusal { return refuse::order_not_found(order); },
          [&](const pending_order&) -> refusal { return refuse::order_not_paid(state); },
          [&](const placed_order&) -> refusal { return refuse::order_not_paid(state); },
          [](const paid_order&) -> refusal { return {}; },
          [&](const confirmed_order&) -> refusal { return refuse::order_already_confirmed(state); },
          [&](const shipped_order&) -> refusal { return refuse::order_already_shipped(state); },
          [&](const delivered_order&) -> refusal { return refuse::order_already_delivered(state); },
          [&](const cancelled_order&) -> refusal { return refuse::order_cancelled(state); },
      },
      state);
}

refusal unless_shippable(const order_state& state, const order_id& order) {
  return std::visit(
      overloaded{
          [&](const no_order&) -> refusal { return refuse::order_not_found(order); },
          [&](const pending_order&) -> refusal { return refuse::order_not_paid(state); },
          [&](const placed_order&) -> refusal { return refuse::order_not_paid(state); },
          [](const paid_order&) -> refusal { return {}; },
          [](const confirmed_order&) -> refusal { return {}; },
          [&](const shipped_order&) -> refusal { return refuse::order_already_shipped(state); },
          [&](const delivered_order&) -> refusal { return refuse::order_already_delivered(state); },
          [&](const cancelled_order&) -> refusal { return refuse::order_cancelled(state); },
      },
      state);
}

refusal unless_deliverable(const order_state& state, const order_id& order) {
  return std::visit(
      overloaded{
          [&](const no_order&) -> refusal { return refuse::order_not_found(order); },
          [&](const pending_order&) -> refusal { return refuse::order_not_shipped(state); },
          [&](const placed_order&) -> refusal { return refuse::order_not_shipped(state); },
          [&](const paid_order&) -> refusal { return refuse::order_not_shipped(state); },
          [&](const confirmed_order&) -> refusal { return refuse::order_not_shipped(state); },
          [](const shipped_order&) -> refusal { return {}; },
          [&](const delivered_order&) -> refusal { return refuse::order_already_delivered(state); },
          [&](const cancelled_order&) -> refusal { return refuse::order_cancelled(state); },
      },
      state);
}

refusal unless_cancellable(const order_state& state, const order_id& order) {
  return std::visit(
      overloaded{
          [&](const no_order&) -> refusal { return refuse::order_not_found(order); },
          [](const pending_order&) -> refusal { return {}; },
          [](const placed_order&) -> refusal { return {}; },
          [](const paid_order&) -> refusal { return {}; },
          [](const confirmed_order&) -> refusal { return {}; },
          [&](const shipped_order&) -> refusal { return refuse::order_already_shipped(state); },
          [&](const delivered_order&) -> refusal { return refuse::order_already_delivered(state); },
          [&](const cancelled_order&) -> refusal { return refuse::order_already_cancelled(state); },
      },
      state);
}

refusal unless_cancelled(const order_state& state, const order_id& order) {
  return std::visit(overloaded{
                        [&](const no_order&) -> refusal { return refuse::order_not_found(order); },
                        [&](const pending_order&) -> refusal { return refuse::order_not_cancelled(state); },
                        [&](const placed_content&) -> refusal { return refuse::order_not_cancelled(state); },
                        [](const cancelled_order&) -> refusal { return {}; },
                    },
                    state);
}

} // namespace docket
