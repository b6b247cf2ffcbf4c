#pragma once

#include "fulfilment_story.hpp"

#include <catch2/catch.hpp>

#include <string_view>

namespace docket::shop {

// What one order of new_order() costs, in cents, and what is in it.
inline constexpr std::int64_t order_total = 10'997;

// The order has ended, completed or compensated: never both, never neither. What the provider took and gave
// back, what stands in the log and what is on the shelves agree.
inline void check_books(story& s, std::string_view order) {
  const auto end = phase_name(s.state(order));
  const bool completed = end == "completed";
  CHECK(s.order_phase(order) == (completed ? "delivered" : "cancelled"));

  const auto account = s.provider->of(order);
  CHECK(account.captures <= 1);
  CHECK(account.captured - account.refunded == (completed ? order_total : 0));
  CHECK(captured_less_refunded(s.payment(order)).minor_units == account.captured - account.refunded);

  const auto state = s.order(order);
  if (const auto* cancelled = std::get_if<cancelled_order>(&state)) CHECK(cancelled->refund_due == amount{0});
  if (completed) CHECK(amount_paid(state).minor_units == order_total);

  for (const auto* product : {"widget", "gadget"}) {
    const auto stock = s.stock(product);
    CHECK(stock.received + stock.adjusted == stock.available + stock.reserved + stock.shipped);
    CHECK(stock.reserved == 0);
  }
  CHECK(s.stock("widget").shipped == (completed ? 2 : 0));
  CHECK(s.stock("gadget").shipped == (completed ? 1 : 0));
  CHECK(s.carrier->has_delivered(order) == completed);
}

} // namespace docket::shop
