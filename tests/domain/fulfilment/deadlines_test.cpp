#include "fulfilment/tale.hpp"

using namespace docket;
using namespace docket::testing::fulfilments;
using k = step_kind;
using std::chrono::hours;

TEST_CASE("a step without an answer is asked again, with the same key") {
  tale t;
  CHECK(t.woken_after(seconds{9}) == "not: nothing_due");
  CHECK(t.woken_after(seconds{1}) == "capture_payment again (2, no_answer)");
  CHECK(t.requests() == "capture p-1.1");
  CHECK(t.woken() == "capture_payment again (3, no_answer)");
}

TEST_CASE("what is not due yet says when it will be") {
  tale t;
  const auto refusal = decide(t.state(), wake_fulfilment{order_1}, t.now, t.policy);
  REQUIRE_FALSE(refusal);
  CHECK(refusal.error().rule == "nothing_due");
  CHECK(refusal.error().facts ==
        decltype(rejection::facts){{"next", format_timestamp(later(t.now, t.policy.answer_within))}});
}

TEST_CASE("an attempt that failed waits longer each time") {
  tale t;
  std::vector<std::int64_t> waits;
  for (int attempt = 1; attempt <= 6; ++attempt) {
    CHECK(t.failed(k::capture_payment) == "capture_payment failed: out of order");
    const auto due = t.open(k::capture_payment).due;
    waits.push_back((due.microseconds - t.now.microseconds) / 1'000);
    CHECK(t.woken() == "capture_payment again (" + std::to_string(attempt + 1) + ", after_failure)");
  }
  for (std::size_t i = 0; i < waits.size(); ++i) {
    const auto undisturbed = 1'000ll << i;
    CHECK(waits[i] >= undisturbed * 8 / 10);
    CHECK(waits[i] <= undisturbed * 12 / 10);
  }
}

TEST_CASE("a failure that is told twice is one failure") {
  tale t;
  t.failed(k::capture_payment);
  const auto due = t.open(k::capture_payment).due;
  t.now = later(t.now, milliseconds{500});
  CHECK(t.failed(k::capture_payment) == "not: nothing_new");
  CHECK(t.open(k::capture_payment).due == due);
  CHECK(t.tell(note_attempt_failed{order_1, 1, 7, "of another attempt"}) == "not: step_not_open");
}

TEST_CASE("a silence after a failure is no failure") {
  tale t;
  t.failed(k::capture_payment);
  t.woken();
  CHECK(t.woken() == "capture_payment again (3, no_answer)");
}

TEST_CASE("the wait doubles up to its limit, and its jitter is the history's alone") {
  fulfilment_policy policy;
  for (const int attempt : {1, 2, 5, 9, 10, 31, 1'000'000}) {
    const auto wait = back_off(policy, "p-1", 3, attempt);
    CHECK(wait == back_off(policy, "p-1", 3, attempt));
    CHECK(wait >= policy.back_off_first * 8 / 10);
    CHECK(wait <= policy.back_off_max * 12 / 10);
  }
  CHECK(back_off(policy, "p-1", 3, 4) != back_off(policy, "p-2", 3, 4)); // Not all at once.
  policy.back_off_jitter_percent = 0;
  CHECK(back_off(policy, "p-1", 3, 1) == milliseconds{1'000});
  CHECK(back_off(policy, "p-1", 3, 2) == milliseconds{2'000});
  CHECK(back_off(policy, "p-1", 3, 9) == milliseconds{256'000});
  CHECK(back_off(policy, "p-1", 3, 10) == milliseconds{300'000});
}

TEST_CASE("an order that is not paid in time is cancelled") {
  tale t;
  CHECK(t.woken_after(t.policy.payment_within) == "undo: payment_timed_out; asks void_payment, cancel_order");
  t.hears(money::voided);
  CHECK(t.done(k::cancel_order) == "cancel_order done; compensated");
}

TEST_CASE("a reservation that is not paid in time expires") {
  tale t{fulfilment_flow::reserve_first};
  t.policy.reservation_within = std::chrono::minutes{5};
  t.with_reserved_stock();
  CHECK(t.woken_after(std::chrono::minutes{5}) ==
        "undo: reservation_expired; "
        "asks void_payment, release_stock of widget, release_stock of gadget, cancel_order");
}

TEST_CASE("a shipment that is not dispatched in time is recalled, and the order cancelled") {
  tale t;
  t.confirmed();
  CHECK(t.woken_after(t.policy.dispatch_within) ==
        "undo: dispatch_timed_out; asks refund_payment, recall_shipment, cancel_order");
  t.hears(money::refunded);
  t.cancelled();
  CHECK(t.hears(goods::dispatched) == "dispatch_shipment done, late");
  CHECK(t.hears(goods::failed) ==
        "recall_shipment done; asks release_stock of widget, release_stock of gadget");
}

TEST_CASE("a parcel is asked after now and then, and people look when it does not arrive") {
  tale t;
  t.on_its_way();
  t.done(k::ship_stock, widget);
  t.done(k::ship_stock, gadget);
  CHECK(t.woken() == "await_delivery again (2, no_answer)");
  CHECK(t.requests() == "dispatch p-1.6"); // As the carrier knows it.
  CHECK(t.content().alarm == later(t.now, t.policy.tracking_every));
  CHECK(t.woken_after(t.policy.delivery_within) == "parked on await_delivery: not delivered in time");
  CHECK(t.hears(goods::delivered) == "await_delivery done; asks record_delivery"); // It did in the end.
}

TEST_CASE("after a restart everything open is asked again, as the same attempt") {
  tale t;
  t.paid();
  CHECK(t.restarted() ==
        "reserve_stock of widget again (1, after_restart); reserve_stock of gadget again (1, after_restart)");
  CHECK(t.requests() == "reserveStock of widget p-1.3, reserveStock of gadget p-1.4");
}

// Found by review: the alarm looked at when a new step is asked again, and not at when it is given up.
TEST_CASE("the alarm was set past the time at which a new step is to be given up") {
  fulfilment_policy hasty;
  hasty.payment_within = seconds{3};
  tale t{fulfilment_flow::pay_first, hasty};
  CHECK(t.content().alarm == later(placed_at, seconds{3}));
}

// Found by review: asking after a parcel counted as trying, so that after ten hours one failure parked it.
TEST_CASE(
    "a carrier that once failed to say where a parcel is parked a fulfilment that had waited for hours") {
  tale t;
  t.on_its_way();
  t.done(k::ship_stock, widget);
  t.done(k::ship_stock, gadget);
  for (int hour = 0; hour < 24; ++hour)
    t.woken();
  CHECK(t.failed(k::await_delivery) == "await_delivery failed: out of order");
  CHECK(t.phase() == "running");
}
