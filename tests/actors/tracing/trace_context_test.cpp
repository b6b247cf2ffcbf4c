#include "docket/actors/tracing/trace_context.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>

using namespace docket;

namespace {

// From the standard's own examples.
constexpr std::string_view example = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

command_origin an_origin() { return {example, "order", "order-1", "c-1", timestamp{1'700'000'000'000'000}}; }

span_id span_of(const command_origin& origin) {
  return command_span(parse_traceparent(origin.traceparent).value(), origin);
}

} // namespace

TEST_CASE("a traceparent is read and written to the letter", "[tracing]") {
  const auto read = parse_traceparent(example);
  REQUIRE(read);
  CHECK(read->trace[0] == 0x4b);
  CHECK(read->trace[15] == 0x36);
  CHECK(read->parent == span_id{0x00, 0xf0, 0x67, 0xaa, 0x0b, 0xa9, 0x02, 0xb7});
  CHECK(read->sampled);
  CHECK(to_traceparent(*read) == example);
}

TEST_CASE("the lowest bit of the flags says whether a trace is recorded", "[tracing]") {
  const auto with_flags = [](std::string_view flags) {
    return parse_traceparent(std::string{example.substr(0, 53)} + std::string{flags}).value();
  };
  CHECK_FALSE(with_flags("00").sampled);
  CHECK_FALSE(with_flags("02").sampled);
  CHECK(with_flags("03").sampled);
  CHECK(with_flags("ff").sampled);
  CHECK(to_traceparent(with_flags("00")).ends_with("-00"));
  CHECK(to_traceparent(with_flags("03")).ends_with("-01")); // Bits that are not known are not passed on.
}

TEST_CASE("anything else than version 00 of a traceparent is none", "[tracing]") {
  const auto malformed = GENERATE(as<std::string>{}, "", "00", "00-ab-cd-01",
                                  "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                                  "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                                  "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", // Upper case.
                                  "00-00000000000000000000000000000000-00f067aa0ba902b7-01", // No trace,
                                  "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", // no span.
                                  "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",  // A digit short,
                                  "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-011", // one too many.
                                  "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
                                  "00-4bf92f3577b34da6a3ce929d0e0e4736 00f067aa0ba902b7-01",
                                  "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
                                  " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0");
  CHECK_FALSE(parse_traceparent(malformed));
  auto origin = an_origin();
  origin.traceparent = malformed;
  CHECK_FALSE(context_after(origin));
  CHECK(carried_on(origin).empty()); // And it is not passed on.
}

TEST_CASE("the span of a command can be told from any of its events", "[tracing]") {
  event_view first{}, last{};
  for (auto* event : {&first, &last}) {
    event->traceparent = example;
    event->stream_type = "order";
    event->stream_id = "order-1";
    event->command_id = "c-1";
    event->occurred_at = timestamp{1'700'000'000'000'000};
  }
  first.version = version{1};
  first.type = "OrderCreated";
  last.version = version{2};
  last.type = "OrderPlaced";
  CHECK(span_of(origin_of(first)) == span_of(origin_of(last)));
  CHECK(span_of(origin_of(first)) == span_of(an_origin()));
}

TEST_CASE("commands that differ in anything have spans of their own", "[tracing]") {
  std::set<span_id> spans{span_of(an_origin())};
  const auto add = [&](auto change) {
    auto origin = an_origin();
    change(origin);
    spans.insert(span_of(origin));
  };
  add([](auto& o) { o.traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-01"; });
  add([](auto& o) { o.traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b8-01"; });
  add([](auto& o) { o.stream_type = "payment"; });
  add([](auto& o) { o.stream_id = "order-2"; });
  add([](auto& o) { o.command_id = "c-2"; });
  add([](auto& o) { o.command_id = ""; });
  add([](auto& o) {
    o.command_id = "";
    o.occurred_at.microseconds += 1;
  });
  CHECK(spans.size() == 8);
  add([](auto& o) { o.occurred_at.microseconds += 1; }); // Its id says enough.
  CHECK(spans.size() == 8);
}

// Ids stand in other systems' records, and two versions of docket may run beside each other.
TEST_CASE("the ids of spans never change", "[tracing]") {
  const auto after = context_after(an_origin()).value();
  CHECK(to_traceparent(after) == "00-4bf92f3577b34da6a3ce929d0e0e4736-dfff5d6083994f2e-01");
}

TEST_CASE("what is carried on is the trace with the command's span as the parent", "[tracing]") {
  const auto carried = parse_traceparent(carried_on(an_origin()).view()).value();
  CHECK(carried.trace == parse_traceparent(example)->trace);
  CHECK(carried.parent == span_of(an_origin()));
  CHECK(carried.sampled);
  auto unsampled = an_origin();
  unsampled.traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
  CHECK_FALSE(parse_traceparent(carried_on(unsampled).view()).value().sampled);
}
