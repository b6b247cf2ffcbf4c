#include "gateways/counter.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;
using namespace std::chrono_literals;

namespace {

simulated_gateway_options slow_road() {
  auto options = exact_latency(10);
  options.transit_ms = 100;
  return options;
}

} // namespace

TEST_CASE("a parcel is dispatched after the latency and delivered after its transit") {
  carrier_counter yard{slow_road()};
  told answers;
  yard.gateway.dispatch(parcel("d"), answers.listen());
  yard.time->pass(10ms);
  CHECK(answers.said == words{"dispatched"});
  yard.time->pass(99ms);
  CHECK(answers.said == words{"dispatched"});
  yard.time->pass(1ms);
  CHECK(answers.said == words{"dispatched", "delivered"});
  CHECK(effects_in(*yard.ledger) == words{"d dispatched", "d delivered"});
}

TEST_CASE("a dispatched parcel has a carrier and a tracking number, the same whenever it is asked") {
  carrier_counter yard{slow_road()};
  std::vector<carrier_answer> answers;
  const auto keep = [&](const carrier_answer& answer) { answers.push_back(answer); };
  yard.gateway.dispatch(parcel("d"), keep);
  yard.gateway.dispatch(parcel("d"), keep);
  yard.time->pass(10ms);
  REQUIRE(answers.size() == 2);
  CHECK(!answers[0].carrier.empty());
  CHECK(!answers[0].tracking_number.empty());
  CHECK(answers[0].tracking_number == answers[1].tracking_number);
}

TEST_CASE("asked again with the same key it tells all that has happened so far") {
  carrier_counter yard{slow_road()};
  told first, second, third;
  yard.gateway.dispatch(parcel("d"), first.listen());
  yard.time->pass(50ms);
  yard.gateway.dispatch(parcel("d"), second.listen()); // On its way.
  yard.time->finish();
  yard.gateway.dispatch(parcel("d"), third.listen()); // Delivered.
  yard.time->pass(10ms);
  const words both{"dispatched", "delivered"};
  CHECK(first.said == both);
  CHECK(second.said == both);
  CHECK(third.said == both);
  CHECK(effects_in(*yard.ledger) == words{"d dispatched", "d delivered"});
}

TEST_CASE("a parcel that is recalled on its way is not delivered") {
  carrier_counter yard{slow_road()};
  told to_dispatch, to_recall;
  yard.gateway.dispatch(parcel("d"), to_dispatch.listen());
  yard.time->pass(50ms);
  yard.gateway.recall(parcel("r"), to_recall.listen());
  yard.time->finish();
  CHECK(to_recall.said == words{"recalled"});
  CHECK(to_dispatch.said == words{"dispatched"});
  CHECK(effects_in(*yard.ledger) == words{"d dispatched", "r recalled"});
}

TEST_CASE("a recall after the delivery tells of the dispatch and the delivery, and changes nothing") {
  carrier_counter yard{slow_road()};
  told to_dispatch, to_recall;
  yard.gateway.dispatch(parcel("d"), to_dispatch.listen());
  yard.time->finish();
  yard.gateway.recall(parcel("r"), to_recall.listen());
  yard.time->finish();
  CHECK(to_recall.said == words{"dispatched", "delivered"});
  CHECK(effects_in(*yard.ledger) == words{"d dispatched", "d delivered"});
}

TEST_CASE("what is recalled before it goes out is refused, for good") {
  carrier_counter yard{slow_road()};
  told to_recall, to_dispatch;
  yard.gateway.recall(parcel("r"), to_recall.listen());
  yard.gateway.dispatch(parcel("d"), to_dispatch.listen()); // Both under way at once.
  yard.time->finish();
  yard.gateway.dispatch(parcel("d"), to_dispatch.listen());
  yard.gateway.dispatch(parcel("d2"), to_dispatch.listen());
  yard.gateway.recall(parcel("r"), to_recall.listen());
  yard.gateway.recall(parcel("r2"), to_recall.listen());
  yard.time->finish();
  CHECK(to_recall.said == words{"recalled", "recalled", "recalled"});
  CHECK(to_dispatch.said == words{"refused: recalled", "refused: recalled", "refused: recalled"});
  CHECK(effects_in(*yard.ledger) == words{"r recalled", "d refused", "d2 refused"});
}

TEST_CASE("who asks again for a recalled parcel hears of the recall") {
  carrier_counter yard{slow_road()};
  told first, recall, again;
  yard.gateway.dispatch(parcel("d"), first.listen());
  yard.time->pass(20ms);
  yard.gateway.recall(parcel("r"), recall.listen());
  yard.time->finish();
  yard.gateway.dispatch(parcel("d"), again.listen());
  yard.time->finish();
  CHECK(again.said == words{"dispatched", "recalled"});
}

TEST_CASE("a carrier that does not take a parcel says so at every attempt") {
  auto options = slow_road();
  options.refusals = 10'000;
  carrier_counter yard{options};
  told answers;
  yard.gateway.dispatch(parcel("d"), answers.listen());
  yard.gateway.dispatch(parcel("d"), answers.listen());
  yard.time->finish();
  CHECK(answers.said == words{"refused: not carried", "refused: not carried"});
  CHECK(effects_in(*yard.ledger) == words{"d refused"});
}

TEST_CASE("a second dispatch under another key sends a second parcel, and the ledger shows it") {
  carrier_counter yard{slow_road()};
  told answers;
  yard.gateway.dispatch(parcel("d1"), answers.listen());
  yard.gateway.dispatch(parcel("d2"), answers.listen());
  yard.time->pass(10ms);
  CHECK(effects_in(*yard.ledger) == words{"d1 dispatched", "d2 dispatched"});
}

TEST_CASE("a parcel that was on its way when its carrier stopped goes on when it is asked for") {
  const auto ledger = std::make_shared<gateway_ledger>();
  {
    carrier_counter before{slow_road(), ledger};
    told answers;
    before.gateway.dispatch(parcel("d"), answers.listen());
    before.time->pass(50ms);
  }
  carrier_counter after{slow_road(), ledger};
  told answers;
  after.gateway.dispatch(parcel("d"), answers.listen());
  after.time->finish();
  CHECK(answers.said == words{"dispatched", "delivered"});
  CHECK(effects_in(*ledger) == words{"d dispatched", "d delivered"});
}

TEST_CASE("a key belongs to one operation on one shipment") {
  carrier_counter yard{slow_road()};
  told answers;
  yard.gateway.dispatch(parcel("k"), answers.listen());
  yard.time->pass(10ms);
  yard.gateway.recall(parcel("k"), answers.listen());
  yard.gateway.dispatch(parcel("k", "ship-2"), answers.listen());
  yard.time->pass(10ms);
  const std::string refused = "failed: the key was used for something else";
  CHECK(answers.said == words{"dispatched", refused, refused});
}

TEST_CASE("a call that does not say which shipment it is for throws") {
  carrier_counter yard;
  auto nameless = parcel("d");
  nameless.shipment = {};
  CHECK_THROWS_AS(yard.gateway.dispatch(nameless, [](const carrier_answer&) {}), std::invalid_argument);
  CHECK_THROWS_AS(yard.gateway.recall(parcel(""), [](const carrier_answer&) {}), std::invalid_argument);
  CHECK(yard.time->pending() == 0);
}
