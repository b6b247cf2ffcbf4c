#include "fulfilment/tale.hpp"

using namespace docket;
using namespace docket::testing::fulfilments;
using k = step_kind;

TEST_CASE("pay first: the money is taken, then the stock kept, then the parcel sent") {
  tale t;
  CHECK(t.requests() == "capture p-1.1");
  CHECK(t.hears(money::captured) == "capture_payment done; asks record_payment");
  CHECK(t.requests() == "recordPayment p-1.2");
  CHECK(t.done(k::record_payment) ==
        "record_payment done; asks reserve_stock of widget, reserve_stock of gadget");
  CHECK(t.requests() == "reserveStock of widget p-1.3, reserveStock of gadget p-1.4");
  CHECK(t.done(k::reserve_stock, gadget) == "reserve_stock of gadget done");
  CHECK(t.done(k::reserve_stock, widget) == "reserve_stock of widget done; asks confirm_order");
  CHECK(t.done(k::confirm_order) == "confirm_order done; asks dispatch_shipment");
  CHECK(t.requests() == "dispatch p-1.6");
  CHECK(t.hears(goods::dispatched) == "dispatch_shipment done; asks record_shipment");
  CHECK(t.done(k::record_shipment) ==
        "record_shipment done; asks ship_stock of widget, ship_stock of gadget, await_delivery");
  CHECK(t.requests() ==
        "shipStock of widget p-1.8, shipStock of gadget p-1.9"); // The carrier tells by itself.
  CHECK(t.done(k::ship_stock, widget) == "ship_stock of widget done");
  CHECK(t.done(k::ship_stock, gadget) == "ship_stock of gadget done");
  CHECK(t.hears(goods::delivered) == "await_delivery done; asks record_delivery");
  CHECK(t.done(k::record_delivery) == "record_delivery done; completed");
  CHECK(t.phase() == "completed");
  CHECK(t.content().alarm == earliest_time);
}

TEST_CASE("reserve first: the stock is kept, then the money set aside and taken") {
  tale t{fulfilment_flow::reserve_first};
  CHECK(t.requests() == "reserveStock of widget p-1.1, reserveStock of gadget p-1.2");
  CHECK(t.done(k::reserve_stock, widget) == "reserve_stock of widget done");
  CHECK(t.done(k::reserve_stock, gadget) == "reserve_stock of gadget done; asks authorise_payment");
  CHECK(t.hears(money::authorised) == "authorise_payment done; asks capture_payment");
  CHECK(t.requests() == "capture p-1.4");
  CHECK(t.hears(money::captured) == "capture_payment done; asks record_payment");
  CHECK(t.done(k::record_payment) == "record_payment done; asks confirm_order");
  CHECK(t.done(k::confirm_order) == "confirm_order done; asks dispatch_shipment");
}

TEST_CASE("what is asked says everything that the asked one needs") {
  tale t;
  const auto asked =
      react(order_1, no_fulfilment{}, beginning(fulfilment_flow::pay_first), placed_at, t.policy);
  const auto& work = std::get<payment_work>(asked->requests.at(0).what);
  CHECK(work.opening.payment.view() == order_1.view()); // One payment an order: it has the order's name.
  CHECK(work.opening.total == total);
  CHECK(work.opening.method == "card");

  t.confirmed();
  const auto sent =
      react(order_1, t.state(), note_shipment{order_1, goods::dispatched, a_parcel, {}}, t.now, t.policy);
  const auto& command = std::get<order_command>(sent->requests.at(0).what);
  CHECK(std::get<ship_order>(command).tracking_number == a_parcel.tracking_number);
}

TEST_CASE("a parcel may arrive before its order knows that it was sent") {
  tale t;
  t.confirmed();
  t.hears(goods::dispatched);
  CHECK(t.hears(goods::delivered) == "await_delivery done, late");
  CHECK(t.done(k::record_shipment) ==
        "record_shipment done; asks ship_stock of widget, ship_stock of gadget, record_delivery");
}

TEST_CASE("what an order or a stock did before counts as done") {
  tale t;
  t.hears(money::captured);
  CHECK(t.refused(k::record_payment, "payment_already_recorded") ==
        "record_payment done; asks reserve_stock of widget, reserve_stock of gadget");
  CHECK(t.refused(k::reserve_stock, "stock_already_reserved", widget) == "reserve_stock of widget done");
  t.done(k::reserve_stock, gadget);
  CHECK(t.refused(k::confirm_order, "order_already_confirmed") ==
        "confirm_order done; asks dispatch_shipment");
}

TEST_CASE("everything told twice is told once") {
  tale t;
  CHECK(t.tell(beginning(fulfilment_flow::pay_first)) == "not: fulfilment_already_begun");
  t.hears(money::captured);
  CHECK(t.hears(money::captured) == "not: nothing_new");
  CHECK(t.hears(money::declined) == "not: nothing_new"); // It was taken, whatever else is said.
  const auto number = t.open(k::record_payment).number;
  t.done(k::record_payment);
  CHECK(t.tell(note_step_done{order_1, number}) == "not: step_not_open");
  CHECK(t.tell(note_step_refused{order_1, number, "order_cancelled", ""}) == "not: step_not_open");
  CHECK(t.tell(note_attempt_failed{order_1, number, 1, "late"}) == "not: step_not_open");
  t.with_reserved_stock().done(k::confirm_order);
  t.hears(goods::dispatched);
  CHECK(t.hears(goods::dispatched) == "not: nothing_new");
}

TEST_CASE("nothing is known of what was not begun") {
  const auto refusal = decide(no_fulfilment{}, wake_fulfilment{order_1}, placed_at, {});
  REQUIRE_FALSE(refusal);
  CHECK(refusal.error().rule == "fulfilment_not_found");
}

TEST_CASE("nothing that is told to a completed fulfilment changes its end") {
  tale t;
  t.completed();
  CHECK(t.hears(money::captured) == "not: nothing_new");
  CHECK(t.hears(money::voided) == "not: nothing_new");
  CHECK(t.hears(goods::failed) == "not: nothing_new");
  CHECK(t.abandoned() == "not: fulfilment_ended");
  CHECK(t.retried() == "not: fulfilment_ended");
  CHECK(t.tell(wake_fulfilment{order_1}) == "not: nothing_due");
  CHECK(t.phase() == "completed");
}
