#include "fulfilment/tale.hpp"

using namespace docket;
using namespace docket::testing::fulfilments;
using k = step_kind;

TEST_CASE("a payment that is declined cancels the order") {
  tale t;
  CHECK(t.hears(money::declined, "no funds") ==
        "capture_payment refused: payment_declined; undo: payment_declined; asks cancel_order");
  CHECK(t.done(k::cancel_order) == "cancel_order done; compensated");
  CHECK(t.phase() == "compensated");

  tale r{fulfilment_flow::reserve_first};
  r.with_reserved_stock();
  CHECK(r.hears(money::declined) == "authorise_payment refused: payment_declined; undo: payment_declined; "
                                    "asks release_stock of widget, release_stock of gadget, cancel_order");
  r.done(k::release_stock, widget);
  r.done(k::release_stock, gadget);
  CHECK(r.cancelled() == "cancel_order done; compensated");
}

TEST_CASE("what is not in stock gives back the money and the other reservations") {
  const auto* const rule = GENERATE("stock_insufficient", "product_unknown");
  tale t;
  t.paid();
  CHECK(t.refused(k::reserve_stock, rule, gadget) == "reserve_stock of gadget refused: " + std::string{rule} +
                                                         "; undo: " + rule +
                                                         "; asks refund_payment, cancel_order");
  CHECK(t.done(k::reserve_stock, widget) == "reserve_stock of widget done; asks release_stock of widget");
  t.hears(money::refunded);
  CHECK(t.done(k::cancel_order) == "cancel_order done; asks record_refund");
  CHECK(t.done(k::record_refund) == "record_refund done");
  CHECK(t.done(k::release_stock, widget) == "release_stock of widget done; compensated");
}

TEST_CASE("a reservation that was asked for twice is released even when it was refused") {
  tale t;
  t.paid();
  const auto reservation = t.open(k::reserve_stock, gadget).number;
  t.woken();
  CHECK(t.refused(k::reserve_stock, "stock_insufficient", gadget) ==
        "reserve_stock of gadget refused: stock_insufficient; undo: stock_insufficient; "
        "asks refund_payment, release_stock of gadget, cancel_order");
  SECTION("as the other attempt may have got it") {
    CHECK(t.tell(note_step_done{order_1, reservation}) == "not: step_not_open");
    CHECK(t.done(k::release_stock, gadget) == "release_stock of gadget done");
  }
  SECTION("and if it did not, no harm is done") {
    CHECK(t.refused(k::release_stock, "stock_not_reserved", gadget) == "release_stock of gadget done");
  }
}

TEST_CASE("a reservation that people had asked for again is released even when it was refused") {
  tale t;
  t.paid();
  t.parks_on(k::reserve_stock, gadget);
  t.retried();
  CHECK(t.refused(k::reserve_stock, "stock_insufficient", gadget) ==
        "reserve_stock of gadget refused: stock_insufficient; undo: stock_insufficient; "
        "asks refund_payment, release_stock of gadget, cancel_order");
}

TEST_CASE("reserve first: what is not in stock costs nobody money") {
  tale t{fulfilment_flow::reserve_first};
  t.refused(k::reserve_stock, "stock_insufficient", widget);
  t.done(k::reserve_stock, gadget);
  CHECK(t.open() == "cancel_order, release_stock of gadget");
}

TEST_CASE("a customer who cancels while the payment is under way has it voided") {
  tale t;
  CHECK(t.cancelled() == "cancel_order done, late; undo: changed my mind; asks void_payment");
  SECTION("in time") {
    CHECK(t.hears(money::voided) == "void_payment done; compensated");
    CHECK(t.hears(money::captured) == "capture_payment done, late; asks refund_payment"); // After all.
    CHECK(t.phase() == "compensating");
    CHECK(t.hears(money::refunded) == "refund_payment done; compensated");
  }
  SECTION("after it was declined") {
    CHECK(t.hears(money::declined) ==
          "capture_payment refused: payment_declined, late; void_payment done; compensated");
  }
  SECTION("too late") {
    CHECK(t.hears(money::captured) == "capture_payment done, late; void_payment refused: "
                                      "payment_already_captured; asks refund_payment");
    CHECK(t.hears(money::refunded) == "refund_payment done; compensated"); // The order never held the money.
  }
  SECTION("too late, as the void says") {
    CHECK(t.refused(k::void_payment, "payment_already_captured") ==
          "capture_payment done, late; void_payment refused: payment_already_captured; asks refund_payment");
  }
}

TEST_CASE("a customer who cancels while the order is told of the payment gets it back") {
  tale t;
  t.hears(money::captured);
  CHECK(t.cancelled() == "cancel_order done, late; undo: changed my mind; asks refund_payment");
  SECTION("the order was faster") {
    CHECK(t.refused(k::record_payment, "order_cancelled") == "record_payment refused: order_cancelled");
    CHECK(t.hears(money::refunded) == "refund_payment done; compensated");
  }
  SECTION("the payment was faster") {
    CHECK(t.done(k::record_payment) == "record_payment done");
    CHECK(t.hears(money::refunded) == "refund_payment done; asks record_refund");
    CHECK(t.done(k::record_refund) == "record_refund done; compensated");
  }
}

TEST_CASE("an order that refuses the payment, as it was cancelled, has it given back") {
  tale t;
  t.hears(money::captured);
  CHECK(t.refused(k::record_payment, "order_cancelled") ==
        "record_payment refused: order_cancelled; undo: order_cancelled; asks refund_payment, cancel_order");
  CHECK(t.refused(k::cancel_order, "order_already_cancelled") == "cancel_order done");
}

TEST_CASE("reserve first: a customer who cancels has authorisation and reservations lifted") {
  tale t{fulfilment_flow::reserve_first};
  t.with_reserved_stock().hears(money::authorised);
  CHECK(t.cancelled() == "cancel_order done, late; undo: changed my mind; "
                         "asks void_payment, release_stock of widget, release_stock of gadget");
}

TEST_CASE(
    "a customer who cancels while stock is being reserved waits for the answer, and then it is released") {
  tale t;
  t.paid();
  t.cancelled();
  CHECK(t.open() == "reserve_stock of widget, reserve_stock of gadget, refund_payment");
  CHECK(t.done(k::reserve_stock, widget) == "reserve_stock of widget done; asks release_stock of widget");
  CHECK(t.refused(k::reserve_stock, "stock_insufficient", gadget) ==
        "reserve_stock of gadget refused: stock_insufficient");
}

TEST_CASE("a customer who cancels while the parcel is handed over has it recalled") {
  tale t;
  t.confirmed();
  CHECK(t.cancelled() ==
        "cancel_order done, late; undo: changed my mind; asks refund_payment, recall_shipment");
  t.hears(money::refunded);
  t.done(k::record_refund);
  SECTION("in time") {
    CHECK(t.hears(goods::failed) ==
          "recall_shipment done; asks release_stock of widget, release_stock of gadget");
    CHECK(t.hears(goods::dispatched) == "not: nothing_new"); // Late.
  }
  SECTION("while it is on its way") {
    CHECK(t.hears(goods::dispatched) == "dispatch_shipment done, late");
    CHECK(t.open() == "recall_shipment");
  }
  SECTION("after it has arrived: the goods are gone, the money goes back all the same") {
    CHECK(t.hears(goods::delivered) == "recall_shipment refused: shipment_already_delivered; "
                                       "asks ship_stock of widget, ship_stock of gadget");
    t.done(k::ship_stock, widget);
    CHECK(t.done(k::ship_stock, gadget) == "ship_stock of gadget done; compensated");
  }
}

TEST_CASE("a carrier that does not take the parcel cancels the order") {
  tale t;
  t.confirmed();
  CHECK(t.hears(goods::failed) ==
        "dispatch_shipment refused: shipment_refused; undo: shipment_refused; "
        "asks refund_payment, release_stock of widget, release_stock of gadget, cancel_order");
}

TEST_CASE("the order decides whether a parcel or a cancellation was first") {
  tale t;
  t.confirmed();
  t.hears(goods::dispatched);
  CHECK(t.refused(k::record_shipment, "order_cancelled") ==
        "record_shipment refused: order_cancelled; undo: order_cancelled; "
        "asks refund_payment, recall_shipment, cancel_order");
}

TEST_CASE("a payment that is given back whole by somebody else undoes an order that is not out") {
  tale t;
  t.paid();
  CHECK(t.hears(money::refunded) == "refund_payment done, late; undo: payment_refunded; asks cancel_order");
}
