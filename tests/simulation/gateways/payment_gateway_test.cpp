#include "gateways/counter.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;
using namespace std::chrono_literals;

namespace {

// What a payment's operations are answered, one after another, each waited for.
struct till : payment_counter {
  using payment_counter::payment_counter;

  words authorise(const payment_call& call) { return ask(&payment_gateway::authorise, call); }
  words capture(const payment_call& call) { return ask(&payment_gateway::capture, call); }
  words void_payment(const payment_call& call) { return ask(&payment_gateway::void_payment, call); }
  words refund(const payment_call& call) { return ask(&payment_gateway::refund, call); }

private:
  using operation = void (payment_gateway::*)(const payment_call&, payment_gateway::callback);

  words ask(operation what, const payment_call& call) {
    told answers;
    (gateway.*what)(call, answers.listen());
    time->finish();
    return answers.said;
  }
};

const words done{"done"};

} // namespace

TEST_CASE("a sum is set aside, taken and given back in parts") {
  till shop;
  CHECK(shop.authorise(payment("a")) == done);
  CHECK(shop.capture(payment("c")) == done);
  CHECK(shop.refund(payment("r1", 1000)) == done);
  CHECK(shop.refund(payment("r2", 1999)) == done);
  CHECK(effects_in(*shop.ledger) == words{"a authorised", "c captured", "r1 refunded", "r2 refunded"});
  CHECK(shop.ledger->totals(payment_id{"pay-1"}) == payment_totals{.currency = currency{"USD"},
                                                                   .authorised = amount{2999},
                                                                   .captured = amount{2999},
                                                                   .refunded = amount{2999}});
}

TEST_CASE("nothing happens before its latency has passed, and the call itself answers nothing") {
  payment_counter shop{exact_latency(10)};
  told answers;
  shop.gateway.capture(payment("c"), answers.listen());
  shop.time->pass(9ms);
  CHECK(answers.said.empty());
  CHECK(shop.ledger->entries().empty());
  shop.time->pass(1ms);
  CHECK(answers.said == done);
  CHECK(shop.ledger->entries().size() == 1);
}

TEST_CASE("asked again with the same key it answers as before and does nothing twice") {
  payment_counter shop;
  std::vector<payment_answer> answers;
  const auto keep = [&](const payment_answer& answer) { answers.push_back(answer); };
  shop.gateway.capture(payment("c"), keep);
  shop.gateway.capture(payment("c"), keep); // While the first is still under way.
  shop.time->finish();
  shop.gateway.capture(payment("c"), keep);
  shop.time->finish();
  REQUIRE(answers.size() == 3);
  CHECK(answers[0].what == payment_answer::kind::done);
  CHECK(!answers[0].reference.empty());
  CHECK(answers[0].reference == answers[1].reference);
  CHECK(answers[0].reference == answers[2].reference);
  CHECK(effects_in(*shop.ledger) == words{"c captured"});
}

TEST_CASE("a decline is repeated to its key with its reason") {
  auto options = exact_latency(1);
  options.declines = 10'000;
  till shop{options};
  CHECK(shop.capture(payment("c")) == words{"declined: insufficient funds"});
  CHECK(shop.capture(payment("c")) == words{"declined: insufficient funds"});
  CHECK(shop.authorise(payment("a")) == words{"declined: insufficient funds"});
  CHECK(effects_in(*shop.ledger) == words{"c declined", "a declined"});
}

TEST_CASE("a second capture under another key charges twice, and the ledger shows it") {
  till shop;
  CHECK(shop.capture(payment("c1")) == done);
  CHECK(shop.capture(payment("c2")) == done);
  CHECK(effects_in(*shop.ledger) == words{"c1 captured", "c2 captured"});
  CHECK(shop.ledger->totals(payment_id{"pay-1"}).captured == amount{5998});
}

TEST_CASE("after a void nothing is taken any more") {
  till shop;
  CHECK(shop.authorise(payment("a")) == done);
  CHECK(shop.void_payment(payment("v")) == done);
  CHECK(shop.capture(payment("c")) == words{"declined: voided"});
  CHECK(shop.authorise(payment("a2")) == words{"declined: voided"});
  CHECK(shop.void_payment(payment("v2")) == done);
  CHECK(shop.ledger->totals(payment_id{"pay-1"}).captured == amount{0});
}

TEST_CASE("a payment that nobody asked for before can be voided, and stays so") {
  till shop;
  CHECK(shop.void_payment(payment("v")) == done);
  CHECK(shop.capture(payment("c")) == words{"declined: voided"});
}

TEST_CASE("a void that overtakes a capture brings it to nothing") {
  auto options = exact_latency(10);
  payment_counter shop{options};
  told to_capture, to_void;
  shop.gateway.void_payment(payment("v"), to_void.listen());
  shop.gateway.capture(payment("c"), to_capture.listen()); // Both under way at once.
  shop.time->finish();
  CHECK(to_void.said == done);
  CHECK(to_capture.said == words{"declined: voided"});
}

TEST_CASE("a void that comes too late says that the money was taken, and it can be refunded") {
  till shop;
  CHECK(shop.capture(payment("c")) == done);
  CHECK(shop.void_payment(payment("v")) == words{"captured"});
  CHECK(shop.void_payment(payment("v")) == words{"captured"});
  CHECK(shop.refund(payment("r")) == done);
  CHECK(effects_in(*shop.ledger) == words{"c captured", "v too_late", "r refunded"});
}

TEST_CASE("never more is refunded than was captured and is left") {
  till shop;
  const words refused{"declined: more than is left of what was captured"};
  CHECK(shop.refund(payment("r0")) == refused);
  CHECK(shop.capture(payment("c")) == done);
  CHECK(shop.refund(payment("r1", 3000)) == refused);
  CHECK(shop.refund(payment("r2", 2000)) == done);
  CHECK(shop.refund(payment("r2", 2000)) == done); // The same key: not once more.
  CHECK(shop.refund(payment("r3", 1000)) == refused);
  CHECK(shop.refund(payment("r4", 999)) == done);
  CHECK(shop.refund(payment("r5", 1)) == refused);
  CHECK(shop.ledger->totals(payment_id{"pay-1"}).refunded == amount{2999});
}

TEST_CASE("not more than was authorised is captured, in its currency, and nothing that is not positive") {
  till shop;
  CHECK(shop.authorise(payment("a0", 0)) == words{"declined: not a positive sum"});
  CHECK(shop.authorise(payment("a", 2000)) == done);
  CHECK(shop.capture(payment("c1", 2001)) == words{"declined: more than was authorised"});
  auto in_euros = payment("c2", 2000);
  in_euros.currency = currency{"EUR"};
  CHECK(shop.capture(in_euros) == words{"declined: another currency"});
  CHECK(shop.capture(payment("c3", 1500)) == done);
  CHECK(shop.refund(payment("r", -1)) == words{"declined: not a positive sum"});
}

TEST_CASE("a key belongs to one operation on one payment") {
  till shop;
  const words refused{"failed: the key was used for something else"};
  CHECK(shop.capture(payment("k")) == done);
  CHECK(shop.refund(payment("k")) == refused);
  CHECK(shop.capture(payment("k", 2999, "pay-2")) == refused);
  CHECK(shop.ledger->entries().size() == 1);
}

TEST_CASE("a call that does not say what it is for throws") {
  payment_counter shop;
  const auto ignore = [](const payment_answer&) {};
  auto without_currency = payment("c");
  without_currency.currency = {};
  auto nameless = payment("c");
  nameless.payment = {};
  CHECK_THROWS_AS(shop.gateway.capture(payment(""), ignore), std::invalid_argument);
  CHECK_THROWS_AS(shop.gateway.capture(without_currency, ignore), std::invalid_argument);
  CHECK_THROWS_AS(shop.gateway.refund(nameless, ignore), std::invalid_argument);
  CHECK(shop.time->pending() == 0);
}
