#include "../fulfilment/fulfilment_story.hpp"
#include "docket/actors/tracing/trace_context.hpp"
#include "docket/persistence/codec/order_codec.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace docket;
using namespace docket::shop;

namespace {

constexpr std::string_view caller = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

command_options traced(std::string_view traceparent = caller) {
  command_options options;
  options.traceparent = text{traceparent};
  return options;
}

void place_traced(story& s, std::string_view traceparent = caller) {
  s.shop().execute(new_order("order-1", true), traced(traceparent)).get().value();
}

std::vector<recorded_event> log_of(story& s) {
  std::vector<recorded_event> all;
  s.shop().open_reader()->read_log(position{1}, {}, 100'000, [&](const event_view& event) {
    all.emplace_back(event);
    return true;
  });
  return all;
}

// Stock was received without a trace; everything else follows from the placed order.
std::vector<recorded_event> what_followed(story& s) {
  auto all = log_of(s);
  std::erase_if(all, [](const recorded_event& event) { return event.type == "StockReceived"; });
  return all;
}

// Whoever caused an event's command stands in the log, or is the caller.
void check_parents(const std::vector<recorded_event>& events) {
  std::set<span_id> known{parse_traceparent(caller)->parent};
  for (const auto& event : events) {
    INFO(event.stream_type << " " << event.stream_id << ": " << event.type);
    const auto context = parse_traceparent(event.traceparent);
    REQUIRE(context);
    CHECK(context->trace == parse_traceparent(caller)->trace);
    CHECK(known.contains(context->parent));
    known.insert(context_after(origin_of(event.view()))->parent);
  }
}

std::string parent_of(const std::vector<recorded_event>& events, std::string_view type) {
  const auto found =
      std::find_if(events.begin(), events.end(), [&](const auto& event) { return event.type == type; });
  REQUIRE(found != events.end());
  return found->traceparent;
}

std::string span_behind(const std::vector<recorded_event>& events, std::string_view type) {
  for (const auto& event : events)
    if (event.type == type) return carried_on(origin_of(event.view())).str();
  return "no such event";
}

} // namespace

TEST_CASE("all that a fulfilment does is in the trace of the order that was placed", "[tracing]") {
  story s{GENERATE(fulfilment_mode::pay_first, fulfilment_mode::reserve_first)};
  s.fill_the_shelves();
  place_traced(s);
  s.until("order-1", "completed");
  const auto events = what_followed(s);
  check_parents(events);
  std::set<std::string> streams;
  for (const auto& event : events)
    streams.insert(event.stream_type);
  CHECK(streams == std::set<std::string>{"fulfilment", "order", "payment", "shipment", "stock"});
  CHECK(parent_of(events, "OrderCreated") == caller); // As it came.
  CHECK(parent_of(events, "FulfilmentStarted") == span_behind(events, "OrderPlaced"));
}

TEST_CASE("undoing is in the trace too", "[tracing]") {
  story s;
  s.fill_the_shelves();
  s.carrier->faults.set("dispatch", fault::declines, 100);
  place_traced(s);
  s.until("order-1", "compensated");
  check_parents(what_followed(s));
}

TEST_CASE("what a deadline wakes is in the trace that opened the fulfilment", "[tracing]") {
  story s;
  s.fill_the_shelves();
  s.provider->faults.set("capture", fault::times_out_before, 1);
  place_traced(s);
  s.until("order-1", "completed");
  const auto events = what_followed(s);
  check_parents(events);
  CHECK(parent_of(events, "StepRetried") == parent_of(events, "FulfilmentStarted"));
}

TEST_CASE("a restart loses no trace", "[tracing]") {
  story s;
  s.fill_the_shelves();
  s.provider->faults.set("authorise", fault::times_out_before, 1);
  s.provider->faults.set("capture", fault::times_out_before, 1);
  place_traced(s);
  s.until("order-1", "running");
  s.restart();
  s.until("order-1", "completed");
  const auto events = what_followed(s);
  check_parents(events);
  CHECK(parent_of(events, "StepRetried") == parent_of(events, "FulfilmentStarted"));
}

TEST_CASE("what people cancel in a trace of their own is undone in theirs", "[tracing]") {
  story s;
  s.fill_the_shelves();
  s.carrier->faults.set("dispatch", fault::times_out_before, 100);
  place_traced(s);
  s.until_order_is("order-1", "confirmed"); // Until then a step may meet the cancelled order first.
  constexpr std::string_view clerk = "00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01";
  s.shop().execute(cancel_order{order_id{"order-1"}, "changed my mind"}, traced(clerk)).get().value();
  s.until("order-1", "compensated");
  const auto started = parse_traceparent(parent_of(what_followed(s), "CompensationStarted"));
  REQUIRE(started);
  CHECK(started->trace == parse_traceparent(clerk)->trace);
}

TEST_CASE("the gateways are told the trace", "[tracing]") {
  struct asked_provider : scripted_provider {
    std::map<std::string, std::string> traces;
    void capture(const payment_call& call, callback done) override {
      traces["capture"] = call.traceparent.str();
      scripted_provider::capture(call, std::move(done));
    }
  };
  struct asked_carrier : scripted_carrier {
    std::string trace;
    void dispatch(const carrier_call& call, callback told) override {
      trace = call.traceparent.str();
      scripted_carrier::dispatch(call, std::move(told));
    }
  };
  const auto provider = std::make_shared<asked_provider>();
  const auto carrier = std::make_shared<asked_carrier>();
  story s;
  s.stop();
  s.provider = provider;
  s.carrier = carrier;
  s.start();
  s.fill_the_shelves();
  place_traced(s);
  s.until("order-1", "completed");
  s.stop();
  for (const auto& told : {provider->traces["capture"], carrier->trace}) {
    const auto context = parse_traceparent(told);
    REQUIRE(context);
    CHECK(context->trace == parse_traceparent(caller)->trace);
    CHECK(context->parent != parse_traceparent(caller)->parent);
  }
}

TEST_CASE("orders without a trace, or with a malformed one, are fulfilled without one", "[tracing]") {
  story s;
  s.fill_the_shelves();
  place_traced(s, GENERATE(as<std::string>{}, "", "00-ab-cd-01"));
  s.until("order-1", "completed");
  for (const auto& event : what_followed(s))
    if (event.stream_type != "order" || event.type == "OrderPaid") CHECK(event.traceparent.empty());
}

TEST_CASE("a snapshot of a fulfilment keeps the trace that opened it", "[tracing]") {
  story s;
  s.fill_the_shelves();
  place_traced(s);
  s.until("order-1", "completed");
  const auto reader = s.shop().open_reader();
  const auto image = hydrate<fulfilment>(*reader, "order-1", {});
  CHECK(image.opened.traceparent.view() == parent_of(log_of(s), "FulfilmentStarted"));

  const auto kept = snapshot_of(image);
  CHECK(kept.format == traced_image_format<fulfilment>);
  aggregate_image<fulfilment> read;
  REQUIRE(apply_snapshot(read, kept));
  CHECK(read.opened.traceparent == image.opened.traceparent);
  CHECK(read.state == image.state);
  CHECK(read.version == image.version);

  // Not one byte is read past its end.
  for (std::size_t bytes = 0; bytes < kept.data.size(); bytes += 7) {
    aggregate_image<fulfilment> cut;
    CHECK_FALSE(apply_snapshot(cut, {kept.version, kept.format, kept.data.substr(0, bytes)}));
  }
}

TEST_CASE("snapshots of what was opened without a trace have the form that they always had", "[tracing]") {
  story s;
  s.fill_the_shelves();
  s.place("order-1");
  s.until("order-1", "completed");
  const auto reader = s.shop().open_reader();
  const auto kept = snapshot_of(hydrate<fulfilment>(*reader, "order-1", {}));
  CHECK(kept.format == image_format<fulfilment>);
  aggregate_image<fulfilment> read;
  REQUIRE(apply_snapshot(read, kept));
  CHECK(read.opened.traceparent.empty());
  const auto order_kept = snapshot_of(hydrate<docket::order>(*reader, "order-1", {}));
  CHECK(order_kept.format == image_format<docket::order>);
  aggregate_image<docket::order> other;
  CHECK_FALSE(
      apply_snapshot(other, {order_kept.version, traced_image_format<docket::order>, order_kept.data}));
}
