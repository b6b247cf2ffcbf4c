#include "docket/app/demo/catalogue.hpp"
#include "docket/app/demo/random.hpp"
#include "docket/app/demo/rehearsal.hpp"
#include "docket/app/demo/story.hpp"
#include "docket/app/demo/story_commands.hpp"
#include "docket/app/demo/timeline.hpp"
#include "docket/domain/occurrence.hpp"
#include "docket/domain/order/order.hpp"
#include "docket/persistence/codec/order_codec.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace docket;
using namespace docket::app;

namespace {

// Everything that a command says, as one number and its id.
std::vector<std::pair<std::string, std::uint64_t>> script_of(const shop& of) {
  std::vector<std::pair<std::string, std::uint64_t>> result;
  timeline line{of};
  for (auto now = line.next(); now.told; now = line.next()) {
    const auto [command, options] = command_of(of, *now.told, now.step);
    result.emplace_back(options.id.str(), codec<docket::order>::fingerprint(command, options.occurred_at));
  }
  return result;
}

// Plays one story with the rules alone; answers the rules that refused something.
std::vector<std::string> refusals_of(const shop& of, const story& told, order_state& state) {
  std::vector<std::string> result;
  std::set<std::string> seen;
  for (const auto& step : told.steps) {
    const auto [command, options] = command_of(of, told, step);
    if (!seen.insert(options.id.str()).second) continue;
    const auto events = decide(state, command, step.at, order_limits{});
    if (!events) {
      result.emplace_back(events.error().rule);
      continue;
    }
    for (const auto& event : *events)
      state = evolve(std::move(state), event, step.at);
  }
  return result;
}

} // namespace

TEST_CASE("random numbers are the same on every machine") {
  random_source random{1, 2, 3};
  const auto first = random.next();
  random_source again{1, 2, 3};
  CHECK(again.next() == first);
  random_source other{1, 3, 2};
  CHECK(other.next() != first);
  // The reference sequence of SplitMix64 for the seed 0.
  random_source reference{};
  CHECK(reference.next() == 0xe220a8397b1dcdafu);
  CHECK(reference.next() == 0x6e789e6aa1b965f4u);
}

TEST_CASE("the same seed tells the same stories, another one others") {
  const auto script = script_of({1, 300});
  CHECK(script == script_of({1, 300}));
  CHECK(script != script_of({2, 300}));
  CHECK(script.size() > 300 * 4);
}

TEST_CASE("everything happens in order of time, and every order's life in its own order") {
  const shop of{5, 500};
  timeline line{of};
  timestamp last{};
  std::map<std::uint64_t, std::size_t> steps;
  for (auto now = line.next(); now.told; now = line.next()) {
    CHECK(now.step.at >= last);
    last = now.step.at;
    CHECK(now.step.number == now.told->steps[steps[now.told->order]++].number);
  }
  CHECK(steps.size() == 500);
  for (const auto& [order, count] : steps)
    CHECK(count == story_of(of, order).steps.size());
}

TEST_CASE("the rules accept every story, but for what is meant to be refused") {
  const shop of{1, 2'000};
  std::map<std::string_view, int> endings;
  for (std::uint64_t order = 1; order <= of.orders; ++order) {
    const auto told = story_of(of, order);
    order_state state;
    const auto refusals = refusals_of(of, told, state);
    const auto meant = static_cast<std::size_t>(told.has(step_kind::wrong_payment)) +
                       static_cast<std::size_t>(told.has(step_kind::late_line)) +
                       static_cast<std::size_t>(told.has(step_kind::early_shipment));
    INFO("order " << order);
    CHECK(refusals.size() == meant);
    if (told.has(step_kind::payment)) CHECK(amount_paid(state).minor_units == told.total());
    ++endings[phase_name(state)];
  }
  CHECK(endings.size() == 7); // Every phase.
  CHECK(endings["delivered"] > 1'200);
}

TEST_CASE("some products sell much more than others") {
  random_source random{1};
  std::vector<int> sold(products().size());
  for (int i = 0; i < 10'000; ++i)
    ++sold[pick_product(random)];
  CHECK(sold.front() > 10 * sold.back());
  CHECK(sold.back() > 0);
}

TEST_CASE("prices are whole minor units in every market") {
  for (const auto& market : markets()) {
    const auto price = in_market(2'999, market);
    CHECK(price.minor_units > 0);
    if (market.currency_code == "EUR") CHECK(price.minor_units == 2'999);
    if (market.currency_code == "JPY") CHECK(price.minor_units == 4'798); // 29.99 * 160 = 4,798.4
  }
}

TEST_CASE("the order that is told of has something refused in it") {
  const shop of{1, 20'000};
  const auto told = story_of(of, order_worth_telling(of));
  CHECK(told.has(step_kind::deliver));
  CHECK(told.has(step_kind::wrong_payment));
}

TEST_CASE("a shop of one order has its story") {
  const shop of{9, 1};
  CHECK(order_worth_telling(of) == 1);
  CHECK_FALSE(script_of(of).empty());
}
