#include "books.hpp"

#include <catch2/catch.hpp>

#include <tuple>

using namespace docket;
using namespace docket::shop;

namespace {

const char* name_of(fault what) {
  switch (what) {
  case fault::none: return "does it";
  case fault::declines: return "declines";
  case fault::times_out_before: return "does nothing and does not answer";
  case fault::times_out_after: return "does it and does not answer";
  case fault::answers_twice: return "answers twice";
  case fault::answers_late: return "answers late";
  case fault::fails: return "fails";
  case fault::throws: return "throws";
  }
  return "";
}

constexpr auto all_faults = {fault::declines,      fault::times_out_before, fault::times_out_after,
                             fault::answers_twice, fault::answers_late,     fault::fails,
                             fault::throws};

void run(story& s) {
  s.fill_the_shelves();
  s.place("order-1");
  s.until_the_end("order-1");
  s.provider->late.release(); // What was held back comes after everything has ended.
  s.carrier->late.release();
  s.until_the_end("order-1");
}

} // namespace

TEST_CASE("whatever the outside does at a step of the good way, an order ends completed or compensated",
          "[fulfilment]") {
  const auto mode = GENERATE(fulfilment_mode::pay_first, fulfilment_mode::reserve_first);
  const auto* operation = GENERATE("authorise", "capture", "dispatch");
  const auto what = GENERATE(values(all_faults));
  const auto attempts = GENERATE(1, 3);
  if (mode == fulfilment_mode::pay_first && operation == std::string_view{"authorise"}) return;

  CAPTURE(static_cast<int>(mode), operation, name_of(what), attempts);
  story s{mode};
  s.provider->faults.set(operation, what, attempts);
  s.carrier->faults.set(operation, what, attempts);
  run(s);
  CHECK(phase_name(s.state("order-1")) == (what == fault::declines ? "compensated" : "completed"));
  check_books(s, "order-1");
}

TEST_CASE("whatever the outside does at a step of the way back, an order ends compensated", "[fulfilment]") {
  const auto* operation = GENERATE("refund", "void", "recall");
  const auto what = GENERATE(values({fault::times_out_before, fault::times_out_after, fault::answers_twice,
                                     fault::answers_late, fault::fails, fault::throws}));
  CAPTURE(operation, name_of(what));
  story s{fulfilment_mode::pay_first};
  s.provider->faults.set(operation, what, 2);
  s.carrier->faults.set(operation, what, 2);
  s.receive("widget", 10);
  s.receive("gadget", 10);
  // Why it must go back: no answer to the payment, no answer from the carrier, and so on until time is up.
  if (operation == std::string_view{"void"}) s.provider->faults.set("capture", fault::times_out_before, 100);
  if (operation != std::string_view{"void"})
    s.carrier->faults.set("dispatch", fault::times_out_before, 100'000);
  s.policy.dispatch_within = s.policy.payment_within = std::chrono::minutes{2};
  s.restart();
  s.place("order-1");
  s.until("order-1", "compensated");
  s.provider->late.release();
  s.carrier->late.release();
  s.until("order-1", "compensated");
  check_books(s, "order-1");
}

TEST_CASE("an order for more than there is goes back", "[fulfilment]") {
  const auto mode = GENERATE(fulfilment_mode::pay_first, fulfilment_mode::reserve_first);
  CAPTURE(static_cast<int>(mode));
  story s{mode};
  s.receive("widget", 10);
  s.receive("gadget", 1);
  s.place("order-1");
  s.until("order-1", "completed");
  s.place("order-2"); // There is no gadget left.
  s.until("order-2", "compensated");
  CHECK(std::get<cancelled_order>(s.order("order-2")).reason == "stock_insufficient");
  CHECK(s.provider->of("order-2").captured == s.provider->of("order-2").refunded);
  CHECK(s.provider->of("order-2").captures == (mode == fulfilment_mode::pay_first ? 1 : 0));
  CHECK(s.stock("widget").shipped == 2);
  CHECK(s.stock("widget").reserved == 0);
}

TEST_CASE("a product that never received stock is refused unless back orders are allowed", "[fulfilment]") {
  story s;
  s.receive("widget", 10);
  s.place("order-1");
  s.until("order-1", "compensated");
  CHECK(std::get<cancelled_order>(s.order("order-1")).reason == "product_unknown");

  s.unknown_products = unknown_product_policy::back_order;
  s.restart();
  s.place("order-2");
  s.until("order-2", "completed");
  CHECK(s.stock("gadget").back_shipped == 1);
}
