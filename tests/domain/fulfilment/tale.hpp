#pragma once

#include "docket/domain/fulfilment/back_off.hpp"
#include "docket/domain/fulfilment/fulfilment.hpp"

#include "fulfilment/in_words.hpp"
#include "fulfilment/samples.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace docket::testing::fulfilments {

using std::chrono::milliseconds;
using std::chrono::seconds;
using money = note_payment::fact;
using goods = note_shipment::fact;

// The story of one fulfilment: what it is told, one thing after the other, and what it says to that.
class tale {
public:
  explicit tale(fulfilment_flow flow = fulfilment_flow::pay_first, const fulfilment_policy& under = {})
      : policy(under) {
    tell(beginning(flow));
  }

  fulfilment_policy policy;
  timestamp now = placed_at;

  // Told this it answers in words; "not: <rule>" when there is nothing to it.
  std::string tell(const fulfilment_command& told) {
    auto answer = react(order_1, state_, told, now, policy);
    if (!answer) return "not: " + std::string{answer.error().rule};
    state_ = std::move(answer->after);
    requests_ = std::move(answer->requests);
    return in_words(answer->events);
  }

  std::string done(step_kind kind, const product_id& product = {}) {
    return tell(note_step_done{order_1, number_of(kind, product)});
  }
  std::string refused(step_kind kind, std::string_view rule, const product_id& product = {}) {
    return tell(note_step_refused{order_1, number_of(kind, product), text{rule}, "because"});
  }
  std::string failed(step_kind kind, std::string_view problem = "out of order",
                     const product_id& product = {}) {
    const auto& step = open(kind, product);
    return tell(note_attempt_failed{order_1, step.number, step.attempt, text{problem}});
  }
  std::string hears(money what, const text& reason = {}) {
    return tell(note_payment{order_1, what, reason, what == money::refunded ? total : amount{}});
  }
  std::string hears(goods what) {
    return tell(note_shipment{order_1, what, what == goods::dispatched ? a_parcel : parcel{}, "it fell"});
  }
  std::string cancelled() { return tell(note_order_cancelled{order_1, "changed my mind"}); }
  std::string abandoned() { return tell(abandon_fulfilment{order_1, "enough"}); }
  std::string retried() { return tell(retry_fulfilment{order_1}); }
  std::string restarted() { return tell(wake_fulfilment{order_1, true}); }
  // The clock comes as soon as something is due.
  std::string woken() {
    now = std::max(now, *next_due(content()));
    return tell(wake_fulfilment{order_1});
  }
  std::string woken_after(milliseconds time) {
    now = later(now, time);
    return tell(wake_fulfilment{order_1});
  }

  // Straight on, to where the story begins.
  tale& with_reserved_stock() & {
    REQUIRE(done(step_kind::reserve_stock, widget) == "reserve_stock of widget done");
    done(step_kind::reserve_stock, gadget);
    return *this;
  }
  tale& paid() & {
    hears(money::captured);
    done(step_kind::record_payment);
    return *this;
  }
  tale& confirmed() & {
    paid().with_reserved_stock();
    done(step_kind::confirm_order);
    return *this;
  }
  tale& on_its_way() & {
    confirmed();
    hears(goods::dispatched);
    done(step_kind::record_shipment);
    return *this;
  }
  tale& completed() & {
    on_its_way();
    done(step_kind::ship_stock, widget);
    done(step_kind::ship_stock, gadget);
    hears(goods::delivered);
    done(step_kind::record_delivery);
    return *this;
  }
  // Parks on the step: it fails as often as it is tried.
  std::string parks_on(step_kind kind, const product_id& product = {}) {
    std::string said;
    while (phase() != "parked") {
      said = failed(kind, "out of order", product);
      if (phase() != "parked") woken();
    }
    return said;
  }

  [[nodiscard]] std::string_view phase() const { return phase_name(state_); }
  [[nodiscard]] std::string open() const { return open_steps(state_); }
  [[nodiscard]] std::string requests() const { return in_words(requests_); }
  [[nodiscard]] const fulfilment_state& state() const { return state_; }
  [[nodiscard]] const fulfilment_content& content() const { return *content_of(state_); }

  [[nodiscard]] const open_step& open(step_kind kind, const product_id& product = {}) const {
    const auto& all = content().open;
    const auto found = std::ranges::find_if(
        all, [&](const open_step& step) { return step.kind == kind && step.product == product; });
    if (found == all.end()) FAIL("no open step " << step_name(kind) << " among: " << open());
    return *found;
  }

private:
  [[nodiscard]] std::int32_t number_of(step_kind kind, const product_id& product) const {
    return open(kind, product).number;
  }

  fulfilment_state state_;
  std::vector<fulfilment_request> requests_;
};

} // namespace docket::testing::fulfilments
