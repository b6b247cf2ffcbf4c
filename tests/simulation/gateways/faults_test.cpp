#include "docket/simulation/gateways/fault_plan.hpp"
#include "gateways/counter.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;
using namespace std::chrono_literals;

namespace {

using rate = std::uint32_t simulated_gateway_options::*;

// Every call has this fault.
simulated_gateway_options always(rate fault) {
  auto options = exact_latency(10);
  options.*fault = 10'000;
  return options;
}

// The first attempt with each key has it.
simulated_gateway_options once(rate fault) {
  auto options = always(fault);
  options.faulty_attempts = 1;
  return options;
}

using options = simulated_gateway_options;

} // namespace

TEST_CASE("a timeout before the effect leaves no trace, and the next attempt is well") {
  payment_counter shop{once(&options::timeouts_before_effect)};
  told answers;
  shop.gateway.capture(payment("c"), answers.listen());
  shop.time->finish();
  CHECK(answers.said.empty());
  CHECK(shop.ledger->entries().empty());
  shop.gateway.capture(payment("c"), answers.listen());
  shop.time->finish();
  CHECK(answers.said == words{"done"});
}

TEST_CASE(
    "a timeout after the effect takes the money and says nothing; the next attempt tells and takes no more") {
  payment_counter shop{once(&options::timeouts_after_effect)};
  told answers;
  shop.gateway.capture(payment("c"), answers.listen());
  shop.time->finish();
  CHECK(answers.said.empty());
  CHECK(effects_in(*shop.ledger) == words{"c captured"});
  shop.gateway.capture(payment("c"), answers.listen());
  shop.time->finish();
  CHECK(answers.said == words{"done"});
  CHECK(effects_in(*shop.ledger) == words{"c captured"});
}

TEST_CASE("a transient failure has no effect and is answered") {
  payment_counter shop{once(&options::transient_failures)};
  told answers;
  shop.gateway.capture(payment("c"), answers.listen());
  shop.time->finish();
  CHECK(answers.said == words{"failed: out of order for the moment"});
  CHECK(shop.ledger->entries().empty());
  shop.gateway.capture(payment("c"), answers.listen());
  shop.time->finish();
  CHECK(answers.said.back() == "done");
}

TEST_CASE("a duplicate answer comes twice for one effect") {
  payment_counter shop{always(&options::duplicate_answers)};
  told answers;
  shop.gateway.capture(payment("c"), answers.listen());
  shop.time->pass(10ms);
  CHECK(answers.said == words{"done"});
  shop.time->pass(10ms);
  CHECK(answers.said == words{"done", "done"});
  CHECK(effects_in(*shop.ledger) == words{"c captured"});
}

TEST_CASE("a late answer comes long after its effect") {
  auto late = always(&options::late_answers);
  late.late_by_ms = 500;
  payment_counter shop{late};
  told answers;
  shop.gateway.capture(payment("c"), answers.listen());
  shop.time->pass(10ms);
  CHECK(effects_in(*shop.ledger) == words{"c captured"});
  shop.time->pass(499ms);
  CHECK(answers.said.empty());
  shop.time->pass(1ms);
  CHECK(answers.said == words{"done"});
}

TEST_CASE("an answer may be late and come twice") {
  auto both = always(&options::late_answers);
  both.duplicate_answers = 10'000;
  both.late_by_ms = 500;
  payment_counter shop{both};
  told answers;
  shop.gateway.capture(payment("c"), answers.listen());
  shop.time->pass(510ms);
  CHECK(answers.said.size() == 1);
  shop.time->finish();
  CHECK(answers.said == words{"done", "done"});
}

TEST_CASE("a carrier whose answer is lost sends the parcel all the same") {
  carrier_counter yard{once(&options::timeouts_after_effect)};
  told answers;
  yard.gateway.dispatch(parcel("d"), answers.listen());
  yard.time->finish();
  CHECK(answers.said.empty());
  CHECK(effects_in(*yard.ledger) == words{"d dispatched", "d delivered"});
  yard.gateway.dispatch(parcel("d"), answers.listen());
  yard.time->finish();
  CHECK(answers.said == words{"dispatched", "delivered"});
}

TEST_CASE("a carrier may tell everything twice") {
  carrier_counter yard{always(&options::duplicate_answers)};
  told answers;
  yard.gateway.dispatch(parcel("d"), answers.listen());
  yard.time->finish();
  CHECK(answers.said == words{"dispatched", "dispatched", "delivered", "delivered"});
  CHECK(effects_in(*yard.ledger) == words{"d dispatched", "d delivered"});
}

TEST_CASE("a poisoned order's calls throw every time, and other orders' do not") {
  auto poisonous = exact_latency(1);
  poisonous.poisoned = {order_id{"bad"}};
  payment_counter shop{poisonous};
  carrier_counter yard{poisonous};
  told answers;
  for (int attempt = 0; attempt < 3; ++attempt) {
    CHECK_THROWS_AS(shop.gateway.capture(payment("c", 1, "bad"), answers.listen()), std::runtime_error);
    CHECK_THROWS_AS(shop.gateway.void_payment(payment("v", 1, "bad"), answers.listen()), std::runtime_error);
    CHECK_THROWS_AS(yard.gateway.recall(parcel("r", "bad"), answers.listen()), std::runtime_error);
  }
  shop.gateway.capture(payment("g", 1, "good"), answers.listen());
  shop.time->finish();
  CHECK(answers.said == words{"done"});
  CHECK(effects_in(*shop.ledger) == words{"g captured"});
}

TEST_CASE("a seed decides every fate, and another seed decides otherwise") {
  auto mixed = exact_latency(1);
  mixed.latency_ms_max = 1'000;
  mixed.timeouts_before_effect = mixed.timeouts_after_effect = mixed.duplicate_answers = 5'000;
  const auto fates = [&](std::uint64_t seed) {
    mixed.seed = seed;
    const fault_plan plan{mixed};
    std::vector<std::int64_t> found;
    for (std::uint32_t attempt = 1; attempt <= 20; ++attempt) {
      const auto fate = plan.fate_of("key", attempt);
      found.insert(found.end(), {fate.latency.count(), fate.lost_before_effect, fate.lost_after_effect,
                                 fate.told_twice, fate.again_after.count()});
    }
    return found;
  };
  CHECK(fates(1) == fates(1));
  CHECK(fates(1) != fates(2));
}

TEST_CASE("faults come about as often as their rates say, each by itself") {
  auto mixed = exact_latency(1);
  mixed.declines = mixed.timeouts_before_effect = 500;
  const fault_plan plan{mixed};
  int declined = 0, lost = 0, both = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto name = "order-" + std::to_string(i);
    const bool declines = plan.declines(name);
    const bool loses = plan.fate_of(name, 1).lost_before_effect;
    declined += declines, lost += loses, both += declines && loses;
  }
  CHECK(declined == Approx(1'000).margin(120)); // Four standard deviations.
  CHECK(lost == Approx(1'000).margin(120));
  CHECK(both == Approx(50).margin(28));
}

TEST_CASE("the latency lies within its bounds and takes both of them") {
  simulated_gateway_options quick;
  quick.latency_ms_min = 3;
  quick.latency_ms_max = 5;
  const fault_plan plan{quick};
  std::set<std::int64_t> seen;
  for (std::uint32_t attempt = 1; attempt <= 100; ++attempt)
    seen.insert(plan.fate_of("key", attempt).latency.count());
  CHECK(seen == std::set<std::int64_t>{3, 4, 5});
}

TEST_CASE("options that make no sense are refused") {
  auto too_often = exact_latency(1);
  too_often.declines = 10'001;
  CHECK_THROWS_AS(payment_counter{too_often}, std::invalid_argument);
  simulated_gateway_options upside_down;
  upside_down.latency_ms_min = 2;
  upside_down.latency_ms_max = 1;
  CHECK_THROWS_AS(carrier_counter{upside_down}, std::invalid_argument);
}
