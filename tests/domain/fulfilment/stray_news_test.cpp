#include "fulfilment/tale.hpp"

// News come at least once, in any order; some are only found out by asking again.
using namespace docket;
using namespace docket::testing::fulfilments;
using k = step_kind;

TEST_CASE("what a stream refuses because it knows it is believed, in case the log's news went astray") {
  tale t;
  CHECK(t.refused(k::capture_payment, "payment_already_captured") ==
        "capture_payment done; asks record_payment");
  CHECK(t.hears(money::captured) == "not: nothing_new"); // The news, late.
  t.done(k::record_payment);
  t.cancelled();
  CHECK(t.refused(k::refund_payment, "refund_already_made") == "refund_payment done; asks record_refund");
  CHECK(t.hears(money::refunded) == "not: nothing_new");

  tale declined;
  CHECK(declined.refused(k::capture_payment, "payment_already_declined") ==
        "capture_payment refused: payment_declined; undo: payment_declined; asks cancel_order");

  tale arrived;
  arrived.on_its_way();
  CHECK(arrived.refused(k::await_delivery, "shipment_already_delivered") ==
        "await_delivery done; asks record_delivery");
}

TEST_CASE("which parcel it is, only the log and the carrier know") {
  tale t;
  t.confirmed();
  CHECK(t.refused(k::dispatch_shipment, "shipment_already_dispatched") == "not: nothing_new");
  CHECK(t.refused(k::dispatch_shipment, "shipment_not_dispatched") == "not: nothing_new");
}

// Found by review: the shipment stood as delivered, its dispatch was "nothing new", and the order was told of
// a parcel without a number.
TEST_CASE("news of a delivery that came before those of its dispatch lost the parcel's number") {
  tale t;
  t.confirmed();
  CHECK(t.hears(goods::delivered) == "await_delivery done, late");
  CHECK(t.open() == "dispatch_shipment");
  CHECK(t.hears(goods::dispatched) == "dispatch_shipment done; asks record_shipment");
  CHECK(t.content().sent == a_parcel);
  CHECK(t.content().shipment == shipment_standing::delivered);
}

// Found by review: it ended as compensated, with the order out and the money kept, and nobody was told.
TEST_CASE("a parcel that was lost while its order was told of it ended the fulfilment without a word") {
  tale t;
  t.confirmed();
  t.hears(goods::dispatched);
  CHECK(t.hears(goods::failed) == "not: nothing_new");
  SECTION("the order is out: people look at it once the carrier says it again") {
    t.done(k::record_shipment);
    CHECK(t.refused(k::await_delivery, "shipment_already_failed") == "parked on await_delivery: because");
  }
  SECTION("the order was cancelled: the parcel counts as recalled") {
    t.refused(k::record_shipment, "order_cancelled");
    CHECK(t.refused(k::recall_shipment, "shipment_already_failed") ==
          "recall_shipment done; asks release_stock of widget, release_stock of gadget");
  }
}

// Found by review: a refund in part counted as the whole, and the rest stayed with us.
TEST_CASE("a payment that people gave back in part counted as given back whole") {
  tale t;
  t.paid();
  CHECK(t.tell(note_payment{order_1, money::refunded, {}, amount{1'000}}) == "not: nothing_new");
  CHECK(t.phase() == "running");
}

// Found by review: what was completed became compensated too.
TEST_CASE("a refund after the goods had gone undid what was completed") {
  tale t;
  SECTION("at the end") {
    t.completed();
    CHECK(t.hears(money::refunded) == "refund_payment done, late");
    CHECK(t.phase() == "completed");
  }
  SECTION("on the way") {
    t.on_its_way();
    CHECK(t.hears(money::refunded) == "refund_payment done, late");
    CHECK(t.open() == "ship_stock of widget, ship_stock of gadget, await_delivery");
  }
}

// Found by review: the authorisation stayed open, and expired an order that was paid.
TEST_CASE("money that was taken where only an authorisation was asked for left that step open") {
  tale t{fulfilment_flow::reserve_first};
  t.with_reserved_stock();
  CHECK(t.hears(money::captured) ==
        "authorise_payment done; capture_payment done, late; asks record_payment");
  CHECK(t.open() == "record_payment");
}
