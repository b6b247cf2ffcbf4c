#include "shipment/samples.hpp"

#include <rapidcheck.h>

#include <set>
#include <string>
#include <utility>

// Laws that hold whatever a carrier says, in whichever order.
using namespace docket;
using namespace docket::testing;
using namespace docket::testing::shipments;

namespace {

text some_text() {
  return *rc::gen::weightedElement<std::string>({{12, "good"}, {1, ""}, {1, no_utf8}, {1, too_long_text}});
}

shipment_command some_command() {
  switch (*rc::gen::weightedElement<int>({{4, 0}, {4, 1}, {2, 2}, {1, 3}})) {
  case 0: return requesting();
  case 1: return dispatch_shipment{shipment_1, some_text(), some_text()};
  case 2: return delivering();
  default: return failing(some_text());
  }
}

bool is_legal_move(std::string_view from, std::string_view to) {
  static const std::set<std::pair<std::string_view, std::string_view>> moves{{"none", "requested"},
                                                                             {"requested", "dispatched"},
                                                                             {"requested", "failed"},
                                                                             {"dispatched", "delivered"},
                                                                             {"dispatched", "failed"}};
  return moves.contains({from, to});
}

} // namespace

TEST_CASE("whatever a carrier says, a shipment moves legally, ends once, and is what its events say") {
  std::set<std::string> seen;
  CHECK(rc::check([&] {
    shipment_state state;
    history events;
    for (int i = 0; i < 12; ++i) {
      const auto command = some_command();
      const timestamp at{i * 1'000'000};
      const auto decided = decide(state, command, at, {});
      RC_ASSERT((decided == decide(shipment_state{state}, command, at, {})));
      if (!decided) continue;
      RC_ASSERT(decided->size() == 1u);
      const std::string before{phase_name(state)};
      state = evolve(std::move(state), decided->front(), at);
      events.push_back(decided->front());
      RC_ASSERT(is_legal_move(before, phase_name(state)));
      RC_ASSERT((content_of(state)->lines == lines()));
      seen.insert(std::string{phase_name(state)});
    }
    RC_ASSERT(phase_name(state_after(events)) == phase_name(state));
  }));
  CHECK(seen == std::set<std::string>{"requested", "dispatched", "delivered", "failed"});
}

TEST_CASE("a shipment's events in any order at all never break the fold") {
  CHECK(rc::check([] {
    const auto all = delivered() + recalled();
    (void)dispatch_of(state_after(*rc::gen::container<history>(rc::gen::elementOf(all))));
  }));
}
