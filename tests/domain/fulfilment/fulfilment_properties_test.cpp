#include "fulfilment/in_words.hpp"
#include "fulfilment/model/laws.hpp"
#include "fulfilment/model/world.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <set>
#include <string>

// Laws that hold whatever the outside does: it ends, one way and not both, and nothing is left over.
using namespace docket;
using namespace docket::testing::fulfilments;

namespace {

std::string story_of(const world& w) {
  std::string story;
  for (const auto& page : w.diary)
    story += std::string{command_name(page.told)} + " -> " + in_words(page.events) + "\n";
  return story;
}

std::size_t one_of(std::size_t count) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, count));
}

bool one_in(std::size_t chances) { return one_of(chances) == 0; }

world some_world() {
  const auto flow = *rc::gen::element(fulfilment_flow::pay_first, fulfilment_flow::reserve_first);
  world w{flow, one_in(6) ? 0 : 5};
  w.provider.declines = one_in(8);
  w.provider.void_is_weak = one_in(4);
  w.carrier.refuses = one_in(8);
  w.carrier.loses = one_in(8);
  w.policy.attempts_max = *rc::gen::element(2, 10);
  if (one_in(4)) w.policy.payment_within = w.policy.dispatch_within = std::chrono::seconds{15};
  if (one_in(4)) w.policy.delivery_within = std::chrono::seconds{20};
  return w;
}

void something_happens(world& w) {
  const auto which = w.under_way.empty() ? 0 : one_of(w.under_way.size());
  const auto action = *rc::gen::weightedElement<int>(
      {{14, 0}, {2, 1}, {2, 2}, {3, 3}, {2, 4}, {1, 5}, {1, 6}, {1, 7}, {1, 8}, {1, 9}});
  if (action <= 2 && w.under_way.empty()) return w.ring();
  switch (action) {
  case 0: return w.deliver(which);
  case 1: return w.lose(which);
  case 2: return w.duplicate(which);
  case 3: return w.ring();
  case 4: return w.parcel_travels();
  case 5: return w.crash();
  case 6: return w.fail(which);
  case 7: return w.retry();
  case 8: return w.restock();
  default: w.now.microseconds += static_cast<std::int64_t>(one_of(20)) * 1'000'000;
  }
}

// A while in which anything goes wrong. People may step in once each.
void chaos(world& w) {
  const auto length = one_of(80);
  const auto cancels_at = one_of(160); // Past the chaos: never.
  const auto abandons_at = one_of(320);
  w.place();
  for (std::size_t i = 0; i < length; ++i) {
    something_happens(w);
    if (i == cancels_at) w.cancel_by_customer();
    if (i == abandons_at) w.abandon();
  }
}

// From here on everybody answers, if in any order; people help where they are asked to, and give up what
// does not get better.
void calm(world& w) {
  constexpr int steps_max = 1'000;
  constexpr int retries_max = 4;
  int retries = 0;
  for (int i = 0; i < steps_max; ++i) {
    if (!w.under_way.empty()) {
      w.deliver(one_of(w.under_way.size()));
    } else if (w.has_ended()) {
      return;
    } else if (std::holds_alternative<parked_fulfilment>(w.process())) {
      if (retries >= retries_max && !w.carrier.loses) RC_FAIL("parked again and again\n" + story_of(w));
      ++retries <= retries_max ? w.retry() : w.abandon();
    } else {
      w.parcel_travels();
      if (w.under_way.empty()) w.ring();
    }
  }
  RC_FAIL("it does not end\n" + story_of(w));
}

} // namespace

TEST_CASE("whatever the outside does, a fulfilment ends completed or compensated, and the books balance") {
  std::set<std::string> seen;
  CHECK(rc::check([&] {
    auto w = some_world();
    chaos(w);
    calm(w);
    RC_LOG() << story_of(w);
    check_end(w);
    check_replay(w);
    seen.merge(w.seen);
  }));
  for (const auto* phase : {"running", "compensating", "parked", "completed", "compensated", "abandoned"})
    CHECK(seen.contains(phase)); // Or the law was not put to the test.
  for (const auto* rule : {"nothing_new", "step_not_open", "nothing_due", "fulfilment_ended",
                           "fulfilment_not_parked", "customer: order_already_shipped"})
    CHECK(seen.contains(rule));
}

TEST_CASE("news that never reach a fulfilment are found out by asking again, and the books balance") {
  CHECK(rc::check([] {
    auto w = some_world();
    w.forgets_news = true;
    w.provider.void_is_weak = false; // Only news could tell of it.
    chaos(w);
    calm(w);
    RC_LOG() << story_of(w);
    check_end(w);
  }));
}
