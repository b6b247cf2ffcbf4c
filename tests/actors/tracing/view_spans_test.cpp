#include "../projections/tally.hpp"
#include "docket/actors/engine.hpp"
#include "kept_spans.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace docket;
using namespace docket::shop;

namespace {

constexpr std::chrono::minutes long_enough{5};

// Answers when the view has what the command did.
position place_seen(engine& docket, std::string_view order, std::string_view view = "tally",
                    std::string_view traceparent = caller) {
  const auto last = docket.execute(new_order(order, true), traced(traceparent)).get().value().last;
  static_cast<void>(tallied(docket, last, view));
  return last;
}

} // namespace

TEST_CASE("the transaction in which a view takes a command's events ends its trace", "[tracing]") {
  kept_spans spans;
  shop_with_views shop;
  shop.settings.spans = spans.sink();
  shop.keep("second");
  engine docket{shop.settings};
  const auto last = place_seen(docket, "order-1");
  static_cast<void>(tallied(docket, last, "second"));

  const auto command = spans.one("createOrder");
  std::set<span_id> ids{command.id};
  for (const auto& name : {"tally", "second"}) {
    const auto span = spans.one(std::string{"projection "} + name);
    CHECK(span.kind == span_kind::projection);
    CHECK(span.trace == command.trace);
    CHECK(span.parent == command.id);
    CHECK(span.began_ns <= span.ended_ns);
    CHECK(said(span, "docket.projection") == name);
    CHECK(said(span, "docket.events") == "4");
    CHECK(said(span, "docket.position") == std::to_string(value(last)));
    ids.insert(span.id);
  }
  CHECK(ids.size() == 3);
}

TEST_CASE("views tell nothing of commands that are not traced", "[tracing]") {
  kept_spans spans;
  shop_with_views shop;
  shop.settings.spans = spans.sink();
  engine docket{shop.settings};
  place_seen(docket, "order-1", "tally", "");
  place_seen(docket, "order-2", "tally", unsampled);
  place_seen(docket, "order-3", "tally", "00-ab-cd-01");
  CHECK(spans.all().empty());
}

TEST_CASE("what was committed before the engine began is applied and not told of", "[tracing]") {
  kept_spans spans;
  shop_with_views shop;
  {
    auto without_views = shop.settings;
    without_views.projections.clear();
    engine earlier{without_views};
    earlier.execute(new_order("order-1", true), traced()).get().value();
  }
  shop.settings.spans = spans.sink();
  engine docket{shop.settings};
  place_seen(docket, "order-2");
  CHECK(tallied(docket, position{8}) == tallies{{"order-1", 4}, {"order-2", 4}});
  CHECK(said(spans.one("projection tally"), "docket.position") == "8");
}

TEST_CASE("a rebuild tells nothing, and what it built tells what comes then", "[tracing]") {
  kept_spans spans;
  shop_with_views shop;
  shop.settings.spans = spans.sink();
  engine docket{shop.settings};
  place_seen(docket, "order-1");
  REQUIRE(docket.projections().rebuild("tally", {}).get());
  CHECK(spans.named("projection tally").size() == 1);
  place_seen(docket, "order-2");
  const auto told = spans.named("projection tally");
  REQUIRE(told.size() == 2);
  CHECK(said(told[1], "docket.events") == "4");
}

TEST_CASE("an event that cannot be applied is not told of, nor is what waits behind it", "[tracing]") {
  kept_spans spans;
  shop_with_views shop;
  shop.settings.spans = spans.sink();
  shop.mood->cannot_cope = true; // With version 2 of order-1.
  engine docket{shop.settings};
  place_seen(docket, "order-1");
  place_seen(docket, "order-2");
  const auto told = spans.named("projection tally");
  // Of order-1 at most what came before the poison.
  for (const auto& span : told)
    CHECK((said(span, "docket.position") == "1" || said(span, "docket.position") == "8"));
  CHECK(said(told.back(), "docket.position") == "8");
  CHECK(said(told.back(), "docket.events") == "4");
}
