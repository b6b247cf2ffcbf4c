#include "docket/persistence/read/fulfilment_history.hpp"

#include <catch2/catch.hpp>

using namespace docket;

namespace {

const product_id widget{"widget"};
constexpr timestamp noon{1'772'366'400'000'000}; // 2026-03-01T12:00:00Z

} // namespace

TEST_CASE("each event of a fulfilment says in one sentence what happened") {
  const fulfilment_started begun{
      "p-1", fulfilment_flow::pay_first, currency{"USD"}, amount{10'997}, "card", {{widget, quantity{2}}},
      {}};
  CHECK(describe(begun) == "Fulfilment begun, payment first: 109.97 USD by card, 2 pieces of 1 product");
  CHECK(describe(step_succeeded{1, step_kind::capture_payment, {}, {}, {}}) == "Payment taken");
  CHECK(describe(step_succeeded{0, step_kind::capture_payment, {}, {}, {}}) == "Heard late: Payment taken");
  CHECK(describe(step_succeeded{2, step_kind::reserve_stock, widget, {}, {}}) == "widget reserved");
  CHECK(describe(step_succeeded{3, step_kind::dispatch_shipment, {}, parcel{"UPS", "1Z"}, {}}) ==
        "Parcel dispatched by UPS, tracking number 1Z");
  CHECK(describe(
            step_refused{2, step_kind::reserve_stock, widget, "stock_insufficient", "None is there.", {}}) ==
        "Reserving widget refused by stock_insufficient: None is there.");
  CHECK(describe(attempt_failed{1, step_kind::capture_payment, {}, 2, "connection reset", noon, {}}) ==
        "Taking the payment failed at attempt 2: connection reset; asked again at 2026-03-01T12:00:00Z");
  CHECK(describe(step_retried{1, step_kind::capture_payment, {}, 3, "no_answer", noon, {}}) ==
        "Taking the payment asked for again, attempt 3, because there was no answer");
  CHECK(describe(compensation_started{"payment_declined", {}, {}}) ==
        "What was done is undone: payment_declined");
  CHECK(describe(compensation_started{"changed my mind", {1, 3}, {}}) ==
        "What was done is undone: changed my mind; step 1, 3 is waited for no more");
  CHECK(describe(fulfilment_parked{4, step_kind::ship_stock, widget, "no answer", {}}) ==
        "Parked for people: booking widget out of stock does not succeed: no answer");
  CHECK(describe(fulfilment_resumed{noon, {}}) == "Resumed by people: open steps are asked again");
  CHECK(describe(fulfilment_abandoned{"sold in the shop", {}, {}}) == "Given up by people: sold in the shop");
  CHECK(describe(fulfilment_completed{}) == "Completed");
  CHECK(describe(fulfilment_compensated{}) == "Ended, with everything undone that could be");
}

TEST_CASE("each step says what it is about and whose answer it waits for") {
  for (int kind = 0; kind <= static_cast<int>(step_kind::record_refund); ++kind) {
    const auto step = static_cast<step_kind>(kind);
    INFO(step_name(step));
    CHECK_FALSE(describe(step, widget).empty());
    CHECK_FALSE(waits_for(step, widget).empty());
    CHECK(describe(step, widget).find('{') == std::string::npos);
  }
  CHECK(describe(step_kind::release_stock, widget) == "releasing widget");
  CHECK(waits_for(step_kind::release_stock, widget) == "the stock of widget");
  CHECK(waits_for(step_kind::recall_shipment, {}) == "the carrier");
}
