#include "docket/persistence/read/fulfilment_history.hpp"

#include "read/fulfilment_log.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace docket;

namespace {

const order_id o1{"o-1"};
using outcome = step_record::outcome;

const step_record& step(const fulfilment_history& history, std::int32_t number) {
  REQUIRE(history.steps.size() >= static_cast<std::size_t>(number));
  return history.steps[static_cast<std::size_t>(number) - 1];
}

// The provider fails twice, which is as often as it is asked.
void park_the_payment(fulfilment_log& log) {
  log.at(0).begin("o-1");
  log.at(1).tell(note_attempt_failed{o1, 1, 1, "connection reset"});
  log.at(20).tell(wake_fulfilment{o1});
  log.at(21).tell(note_attempt_failed{o1, 1, 2, "connection refused"});
}

} // namespace

TEST_CASE("an order that nobody fulfils has no fulfilment and no history of one") {
  fulfilment_log log;
  CHECK_FALSE(read_fulfilment(log.reader(), o1));
  CHECK_FALSE(read_fulfilment_history(log.reader(), o1));
}

TEST_CASE("the history has every event with its time, and the state is what they lead to") {
  fulfilment_log log;
  log.at(0).begin("o-1");
  log.at(1).tell(note_payment{o1, note_payment::fact::captured});
  const auto history = read_fulfilment_history(log.reader(), o1);
  REQUIRE(history);
  REQUIRE(history->events.size() == 2);
  CHECK(history->events[0].recorded.type == "FulfilmentStarted");
  CHECK(history->events[1].recorded.occurred_at == fulfilment_log::second(1));
  CHECK(history->now.version == version{2});
  CHECK(history->now.state == read_fulfilment(log.reader(), o1)->state);
  CHECK(phase_name(history->now.state) == "running");
}

TEST_CASE("a step is told from its opening to its answer, with what it follows from") {
  fulfilment_log log;
  log.at(0).begin("o-1");
  log.at(3).tell(note_payment{o1, note_payment::fact::captured});
  const auto history = *read_fulfilment_history(log.reader(), o1);
  const auto& capture = step(history, 1);
  CHECK(capture.last.kind == step_kind::capture_payment);
  CHECK(capture.opened_by == version{1});
  CHECK(capture.last.opened_at == fulfilment_log::second(0));
  CHECK(capture.now == outcome::succeeded);
  CHECK(capture.ended_at == fulfilment_log::second(3));
  const auto& record = step(history, 2);
  CHECK(record.last.kind == step_kind::record_payment);
  CHECK(record.opened_by == version{2});
  CHECK(record.now == outcome::open);
  CHECK_FALSE(record.ended_at);
}

TEST_CASE("an open step tells its attempt, why it was asked again, the last problem and when it is due") {
  fulfilment_log log;
  log.at(0).begin("o-1");
  log.at(1).tell(note_attempt_failed{o1, 1, 1, "connection reset"});
  log.at(20).tell(wake_fulfilment{o1});
  const auto history = *read_fulfilment_history(log.reader(), o1);
  const auto& capture = step(history, 1);
  CHECK(capture.now == outcome::open);
  CHECK(capture.last.attempt == 2);
  CHECK(capture.retried_for == "after_failure");
  CHECK(capture.problem == "connection reset");
  CHECK(capture.last.due > fulfilment_log::second(20));
  CHECK(capture.last.give_up_at == fulfilment_log::second(1'800));
}

TEST_CASE("a refused step keeps the rule and the words, and the others that are undone are told") {
  fulfilment_log log;
  log.at(0).begin("o-1", fulfilment_flow::reserve_first);
  log.at(1).tell(note_step_done{o1, 1});
  log.at(2).tell(note_step_refused{o1, 2, "stock_insufficient", "1 piece is asked for and none is there."});
  const auto history = *read_fulfilment_history(log.reader(), o1);
  CHECK(step(history, 1).now == outcome::succeeded);
  CHECK(step(history, 2).now == outcome::refused);
  CHECK(step(history, 2).rule == "stock_insufficient");
  CHECK(step(history, 2).reason == "1 piece is asked for and none is there.");
  CHECK(phase_name(history.now.state) == "compensating");
  CHECK(step(history, 3).last.kind == step_kind::release_stock);
}

TEST_CASE("a step whose answer is not waited for any more was dropped") {
  fulfilment_log log;
  log.at(0).begin("o-1");
  log.at(1).tell(note_order_cancelled{o1, "changed my mind"});
  const auto history = *read_fulfilment_history(log.reader(), o1);
  CHECK(step(history, 1).now == outcome::dropped);
  CHECK(step(history, 2).last.kind == step_kind::void_payment);
  CHECK(name_of(step(history, 1).now) == "dropped");
}

TEST_CASE("what people resume is asked again for them, from the first attempt") {
  fulfilment_log log;
  park_the_payment(log);
  CHECK(phase_name(read_fulfilment(log.reader(), o1)->state) == "parked");
  log.at(30).tell(retry_fulfilment{o1});
  const auto history = *read_fulfilment_history(log.reader(), o1);
  CHECK(step(history, 1).retried_for == "on_request");
  CHECK(step(history, 1).last.attempt == 1);
}

TEST_CASE("as JSON a fulfilment says where it stands and what it waits for") {
  fulfilment_log log;
  park_the_payment(log);
  const auto view = *read_fulfilment(log.reader(), o1);
  const auto json = nlohmann::json::parse(to_json(view));
  CHECK(json["orderId"] == "o-1");
  CHECK(json["status"] == "parked");
  CHECK(json["flow"] == "pay_first");
  CHECK(json["total"] == "109.97");
  CHECK(json["parked"]["step"] == "capture_payment");
  CHECK(json["parked"]["problem"] == "connection refused");
  CHECK(json["lines"][0] == nlohmann::json{{"productId", "widget"}, {"quantity", 2}, {"stock", "untouched"}});
  REQUIRE(json["openSteps"].size() == 1);
  CHECK(json["openSteps"][0]["waitsFor"] == "the payment provider");
  CHECK_FALSE(json.contains("reason"));
  log.at(40).tell(abandon_fulfilment{o1, "the customer \"called\""});
  const auto given_up = nlohmann::json::parse(to_json(*read_fulfilment(log.reader(), o1)));
  CHECK(given_up["reason"] == "the customer \"called\"");
  CHECK(given_up["abandoned"] == true);
}

TEST_CASE("as JSON a step says its outcome and what led to it") {
  fulfilment_log log;
  log.at(0).begin("o-1", fulfilment_flow::reserve_first);
  log.at(2).tell(note_step_refused{o1, 2, "product_unknown", ""});
  const auto history = *read_fulfilment_history(log.reader(), o1);
  const auto refused = nlohmann::json::parse(to_json(step(history, 2)));
  CHECK(refused["step"] == "reserve_stock");
  CHECK(refused["productId"] == "gadget");
  CHECK(refused["outcome"] == "refused");
  CHECK(refused["openedBy"] == 1);
  CHECK(refused["rule"] == "product_unknown");
  CHECK(refused["endedAt"] == "2026-03-01T10:00:02Z");
  CHECK_FALSE(refused.contains("waitsFor"));
  const auto open = nlohmann::json::parse(to_json(step(history, 1)));
  CHECK(open["waitsFor"] == "the stock of widget");
}
