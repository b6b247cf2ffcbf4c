#include "../watch/watched_shop.hpp"
#include "docket/service/operations/rebuilds_begun.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <atomic>
#include <future>
#include <thread>
#include <vector>

namespace docket::service {
namespace {

using namespace testing;
using namespace docket::shop;
using json = nlohmann::json;

// Order-1 has a dead letter, its second event, and one that waits behind it. Answers the letter's position.
std::uint64_t poison(watched_shop& at) {
  at.at.mood->cannot_cope = true;
  const auto last = create_orders(at.shop, 0, 3);
  static_cast<void>(tallied(at.shop, last));
  return value(at.shop.projections().dead_letters("tally").value().at(0).position);
}

std::string letter_path(std::uint64_t position, std::string_view what) {
  return "/dead-letters/tally/" + std::to_string(position) + "/" + std::string{what};
}

std::string rule_of(const http_response& response) { return json::parse(response.body).value("rule", ""); }

} // namespace

TEST_CASE("operators see how the service is at a glance") {
  watched_shop at;
  static_cast<void>(poison(at));
  const auto response = at.get("/operations/status");
  REQUIRE(response.status == 200);
  const auto status = json::parse(response.body);
  CHECK(status["position"] == 9);
  CHECK(status["head"]["position"] == 9);
  CHECK(status["head"]["hash"].get<std::string>().size() == 64);
  CHECK(status["metrics"]["commandsAccepted"] == 3);
  CHECK(status["metrics"]["command"]["count"] == 3);
  CHECK(status["metrics"]["command"]["p99Ms"].is_number());
  CHECK(status["metrics"]["closedToWrites"] == false);
  const auto& tally = status["projections"][0];
  CHECK(tally["name"] == "tally");
  CHECK(tally["position"] == 9);
  CHECK(tally["deadLetters"] == 1);
  CHECK(tally["deadLettersWaiting"] == 1);
  CHECK_THAT(tally["lastError"].get<std::string>(), Catch::Contains("cannot cope with order-1"));
  CHECK(tally["rebuild"].is_null());
}

TEST_CASE("a dead letter is listed, and applied once its cause is gone") {
  watched_shop at;
  const auto position = poison(at);
  const auto letters = json::parse(at.get("/dead-letters").body)["deadLetters"];
  REQUIRE(letters.size() == 1);
  CHECK(letters[0]["projection"] == "tally");
  CHECK(letters[0]["position"] == position);
  CHECK(letters[0]["stream"] == "order-1");
  CHECK(letters[0]["type"] == "ItemAdded");
  CHECK(letters[0]["waiting"] == 1);

  const auto in_vain = at.post(letter_path(position, "retry"));
  CHECK(json::parse(in_vain.body)["failedAt"] == position);
  at.at.mood->cannot_cope = false;
  const auto well = at.post(letter_path(position, "retry"));
  CHECK(well.status == 200);
  CHECK(json::parse(well.body) == json{{"applied", 2}, {"stillWaiting", 0}});
  CHECK(json::parse(at.get("/dead-letters").body)["deadLetters"].empty());
}

TEST_CASE("a dead letter is done without only when it is said why, and who decided is kept") {
  watched_shop at;
  const auto path = letter_path(poison(at), "discard");
  CHECK(rule_of(at.post(path)) == "reason_needed");
  CHECK(rule_of(at.post(path, R"({"because":"x"})")) == "unknown_field");
  CHECK(at.post(path, "[]").status == 400);
  const auto well = at.post(path, R"({"reason":"a test order"})");
  CHECK(well.status == 200);
  CHECK(json::parse(well.body)["applied"] == 1);
  std::vector<discarded_event> discarded;
  CHECK_FALSE(
      at.shop.queries().read("tally", {}, [&](view_reader& reader) { discarded = list_discarded(reader); }));
  REQUIRE(discarded.size() == 1);
  CHECK(discarded[0].by == "olga");
  CHECK(discarded[0].reason == "a test order");
}

TEST_CASE("operations on what is not there say so") {
  watched_shop at;
  const auto position = poison(at);
  for (const auto& where :
       {std::to_string(position - 1), std::to_string(position) + "x", std::string{"five"}}) {
    const auto response = at.post("/dead-letters/tally/" + where + "/retry");
    CHECK(rule_of(response) == "no_dead_letter");
    CHECK(response.status == 404);
  }
  CHECK(rule_of(at.post("/dead-letters/nothing/5/retry")) == "unknown_projection");
  CHECK(at.post("/projections/nothing/rebuild").status == 404);
  const auto none = ask(at.ask_here, request_for(http_method::del, "/projections/tally/rebuild"));
  CHECK(none.status == 404);
  CHECK(rule_of(none) == "no_rebuild");
  CHECK(rule_of(at.post("/orders/order-9/fulfilment/retry")) == "fulfilment_not_found");
  CHECK(at.post("/orders/order-9/fulfilment/retry").status == 404);
  CHECK(rule_of(at.post("/orders/order-9/fulfilment/abandon")) == "text_empty");
  CHECK(at.post("/orders/a%20b/fulfilment/retry").status == 400);
  CHECK(rule_of(at.get("/dead-letters?x=1")) == "unknown_parameter");
}

TEST_CASE("a view is built anew when an operator asks for it") {
  watched_shop at;
  const auto last = create_orders(at.shop, 0, 3);
  static_cast<void>(tallied(at.shop, last));
  const auto before = at.shop.projections().status("tally")->generation;
  {
    const std::scoped_lock hold{at.at.mood->gate}; // It does not end while it is looked at.
    const auto begun = at.post("/projections/tally/rebuild");
    CHECK(begun.status == 202);
    CHECK(begun.header("Location") == "/operations/status");
    const auto again = at.post("/projections/tally/rebuild"); // Even before its status tells of the first.
    CHECK(again.status == 409);
    CHECK(rule_of(again) == "rebuild_under_way");
  }
  // Whichever comes first: the end of the one, or the refusal of another.
  auto ended = at.shop.projections().rebuild("tally").get();
  while (!ended && ended.error().rule == "rebuild_under_way")
    ended = at.shop.projections().rebuild("tally").get();
  CHECK(ended);
  CHECK(at.shop.projections().status("tally")->generation > before + 1);
}

TEST_CASE("of rebuilds of a view that are asked for at once, one begins") {
  watched_shop at;
  static_cast<void>(tallied(at.shop, create_orders(at.shop, 0, 3)));
  std::atomic<int> began{0}, refused{0};
  const std::scoped_lock hold{at.at.mood->gate}; // None ends while others ask.
  std::vector<std::thread> askers;
  for (int n = 0; n < 4; ++n)
    askers.emplace_back([&] {
      const auto status = at.post("/projections/tally/rebuild").status;
      ++(status == 202 ? began : refused);
    });
  for (auto& one : askers)
    one.join();
  CHECK(began == 1);
  CHECK(refused == 3);
}

TEST_CASE(
    "a rebuild is refused while one that was begun goes on, and begins when it has ended, however it did") {
  using promise = std::promise<expected<rebuild_outcome, query_refusal>>;
  promise first, second, other;
  rebuilds_begun begun;
  const auto with = [](promise& of) { return [&of] { return of.get_future(); }; };
  CHECK(begun.begin("tally", with(first)));
  CHECK_FALSE(begun.begin("tally", with(second)));
  CHECK(begun.begin("order_list", with(other)));
  first.set_value(unexpected{query_refusal{"rebuild_cancelled", ""}});
  CHECK(begun.begin("tally", with(second)));
}

TEST_CASE("no page of another site operates a service that trusts its machine") {
  watched_shop at;
  auto request = request_for(http_method::post, "/projections/tally/rebuild");
  request.headers.push_back({"Sec-Fetch-Site", "cross-site"});
  CHECK(rule_of(ask(at.ask_here, request)) == "cross_site");
}

} // namespace docket::service
