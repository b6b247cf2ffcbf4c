// Which orders are over, and what goes with them.
#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/read/ended_orders.hpp"

#include <catch2/catch.hpp>

using namespace docket;

TEST_CASE("an order has ended when it is delivered, or cancelled with nothing to give back", "[archive]") {
  CHECK_FALSE(has_ended(order_state{no_order{}}));
  CHECK_FALSE(has_ended(order_state{pending_order{}}));
  CHECK_FALSE(has_ended(order_state{placed_order{}}));
  CHECK_FALSE(has_ended(order_state{paid_order{}}));
  CHECK_FALSE(has_ended(order_state{confirmed_order{}}));
  CHECK_FALSE(has_ended(order_state{shipped_order{}}));
  CHECK(has_ended(order_state{delivered_order{}}));
  cancelled_order cancelled;
  CHECK(has_ended(order_state{cancelled}));
  cancelled.refund_due = amount{1};
  CHECK_FALSE(has_ended(order_state{cancelled}));
}

TEST_CASE("a payment has ended unless it is under way", "[archive]") {
  CHECK(has_ended(payment_state{no_payment{}}));
  CHECK_FALSE(has_ended(payment_state{requested_payment{}}));
  CHECK_FALSE(has_ended(payment_state{authorised_payment{}}));
  CHECK(has_ended(payment_state{captured_payment{}}));
  CHECK(has_ended(payment_state{refunded_payment{}}));
  CHECK(has_ended(payment_state{declined_payment{}}));
  CHECK(has_ended(payment_state{voided_payment{}}));
}

TEST_CASE("a shipment has ended unless it is under way", "[archive]") {
  CHECK(has_ended(shipment_state{no_shipment{}}));
  CHECK_FALSE(has_ended(shipment_state{requested_shipment{}}));
  CHECK_FALSE(has_ended(shipment_state{dispatched_shipment{}}));
  CHECK(has_ended(shipment_state{delivered_shipment{}}));
  CHECK(has_ended(shipment_state{failed_shipment{}}));
}

TEST_CASE("a fulfilment has ended when it is completed or undone", "[archive]") {
  CHECK(has_ended(fulfilment_state{no_fulfilment{}}));
  CHECK_FALSE(has_ended(fulfilment_state{running_fulfilment{}}));
  CHECK_FALSE(has_ended(fulfilment_state{compensating_fulfilment{}}));
  CHECK_FALSE(has_ended(fulfilment_state{parked_fulfilment{}}));
  CHECK(has_ended(fulfilment_state{completed_fulfilment{}}));
  CHECK(has_ended(fulfilment_state{compensated_fulfilment{}}));
}
