#include "fulfilment/tale.hpp"

using namespace docket;
using namespace docket::testing::fulfilments;
using k = step_kind;

TEST_CASE("a step that fails as often as it may parks the fulfilment") {
  tale t;
  CHECK(t.parks_on(k::capture_payment) == "parked on capture_payment: out of order");
  CHECK(t.content().alarm == latest_time);
  CHECK(t.tell(wake_fulfilment{order_1, true}) == "not: nothing_due");

  SECTION("until people want it to go on") {
    CHECK(t.retried() == "resumed");
    CHECK(t.requests() == "capture p-1.1");
    CHECK(t.open(k::capture_payment).attempt == 1);
    CHECK(t.retried() == "not: fulfilment_not_parked");
    CHECK(t.hears(money::captured) == "capture_payment done; asks record_payment");
  }
  SECTION("until the answer comes after all") {
    CHECK(t.hears(money::captured) == "capture_payment done; asks record_payment");
    CHECK(t.phase() == "running");
  }
  SECTION("until the customer cancels") {
    CHECK(t.cancelled() == "cancel_order done, late; undo: changed my mind; asks void_payment");
  }
  SECTION("until people give it up") {
    CHECK(t.abandoned() == "abandoned: enough; asks void_payment, cancel_order");
    t.cancelled();
    CHECK(t.hears(money::voided) == "void_payment done; compensated");
    CHECK(t.phase() == "abandoned");
    CHECK(t.hears(money::captured) == "capture_payment done, late; asks refund_payment");
    CHECK(t.hears(money::refunded) == "refund_payment done; compensated");
    CHECK(t.phase() == "abandoned");
  }
}

TEST_CASE("a step without give-up that nobody answers parks too") {
  tale t;
  t.hears(money::captured);
  std::string said;
  for (int i = 0; i < 10; ++i)
    said = t.woken();
  CHECK(said == "parked on record_payment: no answer");
}

TEST_CASE("a refusal that nobody foresaw is for people") {
  tale t;
  t.hears(money::captured);
  CHECK(t.refused(k::record_payment, "order_already_paid") ==
        "parked on record_payment: order_already_paid: because");
  CHECK(t.retried() == "resumed");
  t.refused(k::record_payment, "order_already_paid");
  CHECK(t.abandoned() == "abandoned: enough; asks refund_payment, cancel_order");
}

TEST_CASE("what is answered while a fulfilment is parked is kept for later") {
  tale t;
  t.paid();
  CHECK(t.refused(k::reserve_stock, "quantity_overflow", widget) ==
        "parked on reserve_stock of widget: quantity_overflow: because");
  CHECK(t.done(k::reserve_stock, gadget) == "reserve_stock of gadget done");
  CHECK(t.done(k::reserve_stock, widget) == "reserve_stock of widget done; asks confirm_order");
}

TEST_CASE("abandoned where nothing is stuck, what was done is undone") {
  tale t;
  SECTION("while it is paid") {
    CHECK(t.abandoned() == "abandoned: enough; asks void_payment, cancel_order");
  }
  SECTION("while stock is reserved") {
    t.paid();
    t.done(k::reserve_stock, widget);
    CHECK(t.abandoned() == "abandoned: enough; asks refund_payment, release_stock of widget, cancel_order");
    CHECK(t.done(k::reserve_stock, gadget) == "reserve_stock of gadget done; asks release_stock of gadget");
  }
  SECTION("while the parcel is handed over") {
    t.confirmed();
    CHECK(t.abandoned() == "abandoned: enough; asks refund_payment, recall_shipment, cancel_order");
  }
  SECTION("while it is being undone already") {
    t.hears(money::declined);
    CHECK(t.abandoned() == "abandoned: enough");
    CHECK(t.done(k::cancel_order) == "cancel_order done; compensated");
    CHECK(t.phase() == "abandoned");
  }
  SECTION("when the goods are out, nothing can be") {
    t.on_its_way();
    CHECK(t.abandoned() == "abandoned: enough");
    t.done(k::ship_stock, widget);
    CHECK(t.done(k::ship_stock, gadget) == "ship_stock of gadget done; compensated");
    CHECK(t.content().payment == payment_standing::captured);
  }
}

TEST_CASE("a step that is given up is not asked again, and all others are") {
  tale t;
  t.paid().with_reserved_stock();
  t.cancelled();
  CHECK(t.refused(k::refund_payment, "provider_declined") ==
        "parked on refund_payment: provider_declined: because");
  CHECK(t.abandoned() == "abandoned: enough");
  CHECK(t.open() == "confirm_order, release_stock of widget, release_stock of gadget");
}

TEST_CASE("a reservation that is in doubt when it is given up is released") {
  tale t;
  t.paid();
  t.parks_on(k::reserve_stock, widget);
  t.abandoned();
  CHECK(t.open() == "reserve_stock of gadget, refund_payment, release_stock of widget, cancel_order");
  CHECK(t.refused(k::release_stock, "stock_not_reserved", widget) == "release_stock of widget done");
}

TEST_CASE("a parcel that is lost on its way is for people") {
  tale t;
  t.on_its_way();
  CHECK(t.hears(goods::failed) == "parked on await_delivery: it fell");
  CHECK(t.hears(goods::failed) == "not: nothing_new");
  CHECK(t.retried() == "resumed");
  CHECK(t.refused(k::await_delivery, "shipment_already_failed") == "parked on await_delivery: because");
  CHECK(t.abandoned() == "abandoned: enough");
}

// Found by review: deciding wrote its agenda into the last of no events.
TEST_CASE("a second refusal that nobody foresaw, told to a parked fulfilment, was no event at all") {
  tale t;
  t.paid();
  t.refused(k::reserve_stock, "quantity_overflow", widget);
  CHECK(t.refused(k::reserve_stock, "quantity_overflow", gadget) == "not: nothing_new");
  CHECK(t.refused(k::reserve_stock, "quantity_overflow", widget) == "not: nothing_new");
}

// Found by review: a cancellation without a reason is refused by the order, for ever.
TEST_CASE("abandoning without a reason led to a cancellation that no order takes") {
  tale t;
  CHECK(t.tell(abandon_fulfilment{order_1, ""}) == "not: text_empty");
  CHECK(t.tell(abandon_fulfilment{order_1, text{std::string(1'001, 'x')}}) == "not: text_too_long");
}

// Found by review: the refusal opened steps in a fulfilment that had ended and stayed so, where nothing could
// park it and its alarm rang for ever.
TEST_CASE(
    "a parcel heard of as recalled after its recall was given up left an ended fulfilment with open steps") {
  tale t;
  t.confirmed();
  t.cancelled();
  t.hears(money::refunded);
  t.done(k::record_refund);
  t.refused(k::recall_shipment, "shipment_unheard_of");
  t.abandoned();
  REQUIRE(t.phase() == "abandoned");
  CHECK(t.hears(goods::failed) == "dispatch_shipment refused: shipment_refused, late; "
                                  "asks release_stock of widget, release_stock of gadget");
  CHECK(t.phase() == "compensating");
  t.done(k::release_stock, widget);
  CHECK(t.done(k::release_stock, gadget) == "release_stock of gadget done; compensated");
}

// Found by the model: money went back while the order was already out.
TEST_CASE("given up while the order was told of its parcel, the goods went out and the money back") {
  tale t;
  t.confirmed();
  t.hears(goods::dispatched);
  SECTION("it is waited for") {
    CHECK(t.abandoned() == "abandoned: enough");
    SECTION("the parcel was first") {
      CHECK(t.done(k::record_shipment) ==
            "record_shipment done; asks ship_stock of widget, ship_stock of gadget");
    }
    SECTION("a cancellation was first") {
      CHECK(t.refused(k::record_shipment, "order_cancelled") ==
            "record_shipment refused: order_cancelled; asks refund_payment, recall_shipment, cancel_order");
    }
  }
  SECTION("who does not wait has the order cancelled before anything else") {
    t.parks_on(k::record_shipment);
    CHECK(t.abandoned() == "abandoned: enough; asks cancel_order");
    SECTION("in time") {
      CHECK(t.done(k::cancel_order) == "cancel_order done; asks refund_payment, recall_shipment");
    }
    SECTION("too late") {
      CHECK(t.refused(k::cancel_order, "order_already_shipped") ==
            "cancel_order refused: order_already_shipped; asks ship_stock of widget, ship_stock of gadget");
    }
  }
}
