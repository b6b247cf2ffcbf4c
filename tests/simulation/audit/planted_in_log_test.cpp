// Each violation of the log itself, planted once, is found by its name.
#include "audit/edited_log.hpp"
#include "audit/small_shop.hpp"
#include "audit/violated.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

namespace {

// Two orders by hand.
struct two_orders : small_shop {
  two_orders() {
    receive("widget", 10);
    place("o-1");
    carry_out("o-1");
    place("o-2");
    ask<order>(cancel_order{order_id{"o-2"}, "no"});
  }
};

// Their log, to be spoilt.
struct spoilt : two_orders {
  [[nodiscard]] std::set<std::string> find() {
    return violated(audit({.log = log, .told = &told, .states = false}));
  }

  edited_log log{reader()};
};

} // namespace

TEST_CASE("the log to spoil is sound", "[audit]") { CHECK(spoilt{}.find().empty()); }

TEST_CASE("a missing event is a gap, and a loss to whom it was acknowledged", "[audit]") {
  spoilt s;
  s.log.remove_last("OrderShipped");
  const auto found = s.find();
  CHECK(found.contains("position_gap"));
  CHECK(found.contains("version_gap"));
  CHECK(found.contains("chain_broken"));
  CHECK(found.contains("acknowledged_lost"));
  CHECK(found.contains("illegal_transition"));
}

TEST_CASE("the end of a log that was cut off is missed by its clients alone", "[audit]") {
  spoilt s;
  s.log.remove_last("OrderCancelled");
  s.log.commits.pop_back();
  const auto& last = s.log.commits.back();
  s.log.stated_head = {last.last, last.number, last.hash};
  CHECK(s.find() == std::set<std::string>{"acknowledged_lost"});
}

TEST_CASE("half of what a command did is found", "[audit]") {
  spoilt s;
  s.log.last("OrderPlaced").command_id = "another";
  CHECK(s.find().contains("half_a_batch"));
}

TEST_CASE("a settled order that was not paid is half a batch", "[audit]") {
  spoilt s;
  s.log.remove_last("OrderPaid");
  CHECK(s.find().contains("half_a_batch"));
}

TEST_CASE("a command whose events are torn apart is half a batch", "[audit]") {
  spoilt s;
  s.log.last("OrderPlaced").position = position{1'000};
  CHECK(s.find().contains("half_a_batch"));
}

TEST_CASE("times that go back are found", "[audit]") {
  spoilt s;
  s.log.last("OrderDelivered").occurred_at = earliest_time;
  CHECK(s.find() == std::set<std::string>{"chain_broken", "time_goes_back"});
  spoilt t;
  t.log.last("OrderDelivered").recorded_at = earliest_time;
  CHECK(t.find() == std::set<std::string>{"chain_broken", "time_goes_back"});
}

TEST_CASE("changed bytes break the chain", "[audit]") {
  spoilt s;
  s.log.replace("OrderCancelled", "\"no\"", "\"on\"");
  CHECK(s.find() == std::set<std::string>{"chain_broken"});
  spoilt t;
  t.log.commits.back().first = position{1};
  CHECK(t.find().contains("chain_broken"));
}

TEST_CASE("data that is no object, and events that nobody knows, are found", "[audit]") {
  spoilt s;
  s.log.last("OrderCancelled").data = "[]";
  CHECK(s.find().contains("unreadable_event"));
  spoilt t;
  t.log.last("OrderCancelled").type = "OrderForgotten";
  CHECK(t.find().contains("unreadable_event"));
}

TEST_CASE("a command that took effect twice is found", "[audit]") {
  spoilt at_once;
  at_once.log.repeat("OrderCancelled");
  CHECK(at_once.find().contains("command_twice"));
  spoilt later;
  later.log.repeat("OrderDelivered").command_id = later.log.last("OrderConfirmed").command_id;
  CHECK(later.find().contains("command_twice"));
}

TEST_CASE("events that no phase allows are found", "[audit]") {
  spoilt s;
  s.log.repeat("OrderShipped").command_id = "new";
  const auto found = s.find();
  CHECK(found.contains("illegal_transition"));
  CHECK_FALSE(found.contains("command_twice"));
}

TEST_CASE("two answers to one command are told apart", "[audit]") {
  told_clients told;
  const receipt first{version{2}, position{5}, position{6}, 2, false};
  told.answered("order", "o-1", "c-1", first);
  told.answered("order", "o-1", "c-1", receipt{version{2}, position{5}, position{6}, 2, true});
  CHECK(told.found().all().empty());
  told.answered("order", "o-1", "c-1", receipt{version{2}, position{7}, position{8}, 2, true});
  CHECK(violated(told.found().all()) == std::set<std::string>{"answer_changed"});
  told.answered("order", "o-2", "c-1", first);
  told.answered("order", "o-2", "c-1", first);
  CHECK(violated(told.found().all()) == std::set<std::string>{"answer_changed", "command_twice"});
}

TEST_CASE("what was refused and happened is found, unless an answer is still out", "[audit]") {
  spoilt s;
  s.told = {};
  const failure overloaded{failure_kind::overloaded, {}, "full"};
  s.told.sent("order", "o-2", "c-7");
  s.told.sent("order", "o-2", "c-7");
  s.told.answered("order", "o-2", "c-7", unexpected{overloaded});
  CHECK(s.find().empty());
  s.told.answered("order", "o-2", "c-7", unexpected{overloaded});
  CHECK(s.find() == std::set<std::string>{"refused_yet_done"});
}

TEST_CASE("an answer without a command id is looked for, too", "[audit]") {
  spoilt s;
  s.told.answered("order", "o-1", "", receipt{version{99}, position{3}, position{3}, 1, false});
  CHECK(s.find() == std::set<std::string>{"acknowledged_lost"});
}

TEST_CASE("a subscriber that misses or repeats events, or sees others, is found", "[audit]") {
  spoilt s;
  subscriber_watch all{"all"}, late{"late", position{3}}, gap{"gap"}, other{"other"};
  for (const auto& event : s.log.events) {
    all.see(event.view());
    if (event.position > position{3}) late.see(event.view());
    if (event.position != position{4}) gap.see(event.view());
    auto changed = event;
    changed.data += ' ';
    other.see(changed.view());
  }
  const auto found_by = [&](const subscriber_watch& one) {
    return violated(audit({.log = s.log, .subscribers = {&one}, .states = false, .quiet = true}));
  };
  CHECK(found_by(all).empty());
  CHECK(found_by(late).empty());
  CHECK(found_by(gap) == std::set<std::string>{"subscriber_gap"});
  CHECK(found_by(other) == std::set<std::string>{"subscriber_differs"});
  CHECK(found_by(subscriber_watch{"none"}) == std::set<std::string>{"subscriber_gap"});
}
