#include "evolving.hpp"
#include "order/given_when_then.hpp"
#include "order/samples.hpp"

#include <limits>
#include <optional>

using namespace docket;
using namespace docket::testing;

namespace {

// One event of every kind.
history every_event() {
  return {created(),
          added("widget", 1, {2999}),
          item_removed{product_id{"widget"}},
          quantity_changed{product_id{"widget"}, quantity{5}},
          placed(),
          received("p-9", {1}),
          order_paid{total, usd},
          order_confirmed{},
          order_shipped{"t", "c", {}},
          order_delivered{},
          cancelled({1}),
          refunded("r-9", {1})};
}

} // namespace

TEST_CASE("a created order is pending, without lines") {
  const auto order = phase_of<pending_order>(state_after({created({490})}));
  CHECK(order.customer == customer_id{"cust-1"});
  CHECK(order.currency == usd);
  CHECK(order.shipping_fee == amount{490});
  CHECK(order.lines.empty());
  CHECK(order.created_at == timestamp{0});
}

TEST_CASE("lines stand in the order of their first addition and keep their first name") {
  const auto named = [](text name) {
    return item_added{product_id{"b"}, std::move(name), quantity{1}, {5}, usd};
  };
  const auto order =
      phase_of<pending_order>(state_after({created(), named("First"), added("a", 1, {7}), named("Second"),
                                           added("c", 1, {7}), item_removed{product_id{"a"}}}));
  REQUIRE(order.lines.size() == 2);
  CHECK(order.lines[0] == order_line{product_id{"b"}, "First", quantity{2}, {5}});
  CHECK(order.lines[1].product == product_id{"c"});
}

TEST_CASE("each phase knows when it began") {
  const auto delivered_order_ = phase_of<delivered_order>(state_after(delivered()));
  CHECK(delivered_order_.created_at == timestamp{0});
  CHECK(delivered_order_.placed_at == timestamp{3'000'000});
  CHECK(delivered_order_.shipped_at == timestamp{6'000'000});
  CHECK(delivered_order_.delivered_at == timestamp{7'000'000});
  CHECK(delivered_order_.updated_at == timestamp{7'000'000});
}

TEST_CASE("a shipped order has its tracking number, carrier and estimate") {
  const auto order =
      phase_of<shipped_order>(state_after(confirmed() + history{order_shipped{"1Z", "UPS", timestamp{9}}}));
  CHECK(order.tracking_number == "1Z");
  CHECK(order.carrier == "UPS");
  CHECK(order.estimated_delivery == timestamp{9});
}

TEST_CASE("a cancelled order keeps what it was and what is due back") {
  const auto order =
      phase_of<cancelled_order>(state_after(cancelled_after_payment() + history{refunded("r-1", {997})}));
  CHECK(order.lines.size() == 2);
  CHECK(order.total == total);
  CHECK(order.payments.size() == 1);
  CHECK(order.reason == "changed my mind");
  CHECK(order.refund_due == amount{10000});
  CHECK(order.refunds == std::vector{order_refund{refund_id{"r-1"}, {997}, timestamp{7'000'000}}});
  CHECK(order.cancelled_at == timestamp{6'000'000});
}

TEST_CASE("an order that is cancelled before it is placed has no total of its own") {
  CHECK(phase_of<cancelled_order>(state_after(pending() + history{cancelled()})).total == std::nullopt);
}

TEST_CASE("an event that cannot apply changes nothing but the time of the last update") {
  const auto unexpected_in = [](const history& before, std::initializer_list<std::size_t> expected) {
    check_passed_over<order>(every_event(), before, expected);
  };
  unexpected_in(nothing(), {0});
  unexpected_in(pending(), {1, 2, 3, 4, 10});
  unexpected_in(placed_history(), {5, 6, 10});
  unexpected_in(paid(), {7, 8, 10});
  unexpected_in(confirmed(), {8, 10});
  unexpected_in(shipped(), {9});
  unexpected_in(delivered(), {});
  unexpected_in(cancelled_after_payment(), {11});
}

TEST_CASE("events about a line that is not there change nothing") {
  for (const order_event& event :
       history{item_removed{product_id{"x"}}, quantity_changed{product_id{"x"}, quantity{5}}}) {
    CHECK(content_of(state_after(pending() + history{event}))->lines ==
          content_of(state_after(pending()))->lines);
  }
}

TEST_CASE("numbers that no decision would make do not break the fold") {
  const auto order = phase_of<pending_order>(
      state_after({created(), added("x", 1'000'000, {1}), added("x", 1'000'000, {1})}));
  CHECK(order.lines[0].pieces.pieces() == quantity::max);

  constexpr amount lowest{std::numeric_limits<std::int64_t>::min()};
  CHECK(
      phase_of<cancelled_order>(state_after({created(), cancelled(lowest), refunded("r", {1})})).refund_due ==
      lowest);
}
