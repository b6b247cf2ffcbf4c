// Each violation of a fulfilment, its deadline and the states, planted once, is found by its name.
#include "audit/edited_log.hpp"
#include "audit/small_shop.hpp"
#include "audit/violated.hpp"

#include "docket/persistence/codec/order_codec.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace docket;
using namespace docket::testing;

namespace {

// One order is delivered, one waits for its carrier.
struct two_fulfilments : small_shop {
  two_fulfilments() {
    receive("widget", 10);
    receive("gadget", 10);
    place("o-1");
    fulfil("o-1");
    arrive("o-1");
    place("o-2");
    carrier_is_silent = true;
    fulfil("o-2");
    snapshot_all();
  }
};

struct spoilt : two_fulfilments {
  [[nodiscard]] std::set<std::string> find(bool quiet = false, bool states = false) {
    return violated(
        audit({.log = log, .ledger = &ledger, .states = states, .quiet = quiet, .automatic = true}));
  }
  [[nodiscard]] stream_key key_of(std::string_view type, std::string_view id) {
    return log.find_stream(type, id).value();
  }

  edited_log log{reader()};
};

} // namespace

TEST_CASE("the fulfilments to spoil are sound", "[audit]") { CHECK(spoilt{}.find(false, true).empty()); }

TEST_CASE("a fulfilment that does not go on is found once all is quiet", "[audit]") {
  spoilt s;
  CHECK(s.find(true) == std::set<std::string>{"fulfilment_not_ended"});
}

TEST_CASE("a fulfilment that is parked is listed and is no violation", "[audit]") {
  two_fulfilments shop;
  shop.hear(note_step_refused{order_id{"o-2"}, 6, "unforeseen", "because"});
  CHECK(audit(shop.what(true)) == std::vector<violation>{});
  CHECK(parked_orders(shop.reader()) == std::vector<std::string>{"o-2"});
  shop.carrier_is_silent = false;
  shop.hear(retry_fulfilment{order_id{"o-2"}});
  CHECK(parked_orders(shop.reader()).empty());
  CHECK(audit(shop.what(false)) == std::vector<violation>{});
}

TEST_CASE("a fulfilment that people abandoned is theirs", "[audit]") {
  two_fulfilments shop;
  shop.hear(note_step_refused{order_id{"o-2"}, 6, "unforeseen", "because"});
  shop.carrier_is_silent = false;
  shop.hear(abandon_fulfilment{order_id{"o-2"}, "enough"});
  CHECK(audit(shop.what(true)) == std::vector<violation>{});
}

TEST_CASE("attempts that fail and are repeated are legal steps", "[audit]") {
  two_fulfilments shop;
  shop.hear(note_attempt_failed{order_id{"o-2"}, 6, 1, "no line"});
  shop.hear(wake_fulfilment{order_id{"o-2"}, true});
  CHECK(audit(shop.what(false)) == std::vector<violation>{});
}

TEST_CASE("a refusal that nobody foresaw is found, and a gateway that is out of order is none", "[audit]") {
  two_fulfilments refused;
  refused.hear(note_step_refused{order_id{"o-2"}, 6, "never_heard_of", "who knows"});
  CHECK(violated(audit(refused.what(false))) == std::set<std::string>{"refusal_not_foreseen"});
  two_fulfilments failed;
  failed.hear(note_attempt_failed{order_id{"o-2"}, 6, 1, "out of order: for the moment"});
  CHECK(audit(failed.what(false)) == std::vector<violation>{});
}

TEST_CASE("a placed order that nobody fulfils is found", "[audit]") {
  two_fulfilments shop;
  shop.place("o-3");
  CHECK(violated(audit(shop.what(true))).contains("fulfilment_missing"));
  auto by_people = shop.what(true);
  by_people.automatic = false;
  CHECK_FALSE(violated(audit(by_people)).contains("fulfilment_missing"));
}

TEST_CASE("steps that are answered twice, or were never opened, are found", "[audit]") {
  spoilt twice;
  twice.log.repeat("StepSucceeded");
  CHECK(twice.find().contains("illegal_step"));
  spoilt unknown;
  unknown.log.replace("StepSucceeded", "\"number\":", "\"number\":9");
  CHECK(unknown.find().contains("illegal_step"));
  spoilt early;
  early.log.repeat("FulfilmentCompleted").key = early.key_of("fulfilment", "o-2");
  CHECK(early.find().contains("illegal_step"));
  spoilt headless;
  headless.log.remove_last("FulfilmentStarted");
  CHECK(headless.find().contains("illegal_step"));
}

TEST_CASE("a fulfilment about other goods or money than its order is found", "[audit]") {
  spoilt money;
  money.log.replace("FulfilmentStarted", "109.97", "109.98");
  CHECK(money.find().contains("fulfilment_differs"));
  spoilt goods;
  goods.log.replace("FulfilmentStarted", "\"quantity\":2", "\"quantity\":3");
  CHECK(goods.find().contains("fulfilment_differs"));
  spoilt end;
  end.log.remove_last("OrderDelivered");
  CHECK(end.find().contains("fulfilment_differs"));
}

TEST_CASE("deadlines that are lost, stray or late are found", "[audit]") {
  spoilt lost;
  lost.log.deadlines.clear();
  CHECK(lost.find() == std::set<std::string>{"deadline_missing"});
  spoilt ended;
  ended.log.deadlines.push_back({latest_time, ended.key_of("fulfilment", "o-1")});
  CHECK(ended.find() == std::set<std::string>{"deadline_stray"});
  spoilt stray;
  stray.log.deadlines.push_back({latest_time, stray.key_of("order", "o-1")});
  CHECK(stray.find() == std::set<std::string>{"deadline_stray"});
  spoilt late;
  late.log.deadlines.front().due = latest_time;
  CHECK(late.find() == std::set<std::string>{"deadline_late", "deadline_missing"});
}

TEST_CASE("a snapshot that is not the state at its version is found", "[audit]") {
  spoilt other;
  other.log.snapshots[other.key_of("order", "o-1")].version = version{7};
  CHECK(other.find(false, true).contains("snapshot_differs"));
  spoilt future;
  future.log.snapshots[future.key_of("order", "o-1")].version = version{99};
  CHECK(future.find(false, true).contains("snapshot_differs"));
  spoilt broken;
  broken.log.snapshots[broken.key_of("stock", "widget")].data = "?";
  CHECK(broken.find(false, true) == std::set<std::string>{"snapshot_differs"});
}

TEST_CASE("a state that its snapshot leads astray is found", "[audit]") {
  spoilt s;
  s.log.snapshots[s.key_of("order", "o-2")] = s.log.snapshots[s.key_of("order", "o-1")];
  CHECK(s.find(false, true).contains("state_differs"));
  spoilt unreadable;
  unreadable.log.last("OrderDelivered").data = R"({"unknown":1})";
  CHECK(unreadable.find(false, true).contains("state_differs"));
}

TEST_CASE("a memory of commands that has forgotten one is found", "[audit]") {
  spoilt s;
  auto& stored = s.log.snapshots[s.key_of("order", "o-1")];
  aggregate_image<order> image;
  REQUIRE(apply_snapshot(image, stored));
  image.commands = {};
  stored.data = snapshot_of(image).data;
  CHECK(s.find(false, true) == std::set<std::string>{"snapshot_differs", "state_differs"});
}
