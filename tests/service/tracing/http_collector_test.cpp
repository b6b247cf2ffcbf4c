#include "../../actors/shop.hpp"
#include "docket/actors/engine.hpp"
#include "docket/service/tracing/span_exporter.hpp"
#include "small_collector.hpp"
#include "some_spans.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <set>

using namespace docket;
using namespace docket::service;

namespace {

tracing_settings to(const std::string& url) {
  tracing_settings result;
  result.collector = parse_collector_address(url).value();
  result.delay = std::chrono::milliseconds{0};
  return result;
}

} // namespace

TEST_CASE("a request is posted to the collector's path as JSON", "[tracing]") {
  small_collector collector;
  const auto client = make_http_collector(to(collector.url()));
  for (int i = 0; i < 3; ++i) // Over one connection.
    CHECK(client->send(R"({"a":1})").what == delivery::kind::taken);
  const auto requests = collector.requests(3);
  REQUIRE(requests.size() == 3);
  CHECK(requests[0].path == "/v1/traces");
  CHECK(requests[0].content_type == "application/json");
  CHECK(requests[0].body == R"({"a":1})");
}

TEST_CASE("a collector's answer says whether a request may be sent again", "[tracing]") {
  small_collector collector;
  const auto client = make_http_collector(to(collector.url()));
  for (const int status : {429, 502, 503, 504}) {
    collector.answer(status);
    const auto outcome = client->send("{}");
    CHECK(outcome.what == delivery::kind::not_now);
    CHECK(outcome.why == "it answered with status " + std::to_string(status));
  }
  for (const int status : {301, 400, 401, 404, 413, 500}) {
    collector.answer(status);
    CHECK(client->send("{}").what == delivery::kind::refused);
  }
}

TEST_CASE("spans that a collector does not want are read from its answer", "[tracing]") {
  small_collector collector;
  const auto client = make_http_collector(to(collector.url()));
  const auto refused = [&](const std::string& body) {
    collector.answer(200, body);
    const auto outcome = client->send("{}");
    CHECK(outcome.what == delivery::kind::taken);
    return outcome.refused_spans;
  };
  CHECK(refused(R"({"partialSuccess":{"rejectedSpans":"7","errorMessage":"no"}})") == 7);
  CHECK(refused(R"({"partialSuccess":{"rejectedSpans":3}})") == 3);
  for (const auto* nothing :
       {"{}", "", "no JSON", "[]", R"({"partialSuccess":{}})", R"({"partialSuccess":1})",
        R"({"partialSuccess":{"rejectedSpans":"x"}})", R"({"partialSuccess":{"rejectedSpans":-1}})"})
    CHECK(refused(nothing) == 0);
}

TEST_CASE("where nobody listens a request is not taken, and the exporter ends all the same", "[tracing]") {
  std::optional<small_collector> collector{std::in_place};
  const auto url = collector->url();
  collector.reset();
  const auto client = make_http_collector(to(url));
  const auto outcome = client->send("{}");
  CHECK(outcome.what == delivery::kind::not_now);
  CHECK(outcome.why == "it cannot be connected to");

  span_exporter exporter{to(url), make_http_collector(to(url)), [](const std::string&) {}};
  exporter.sink()(two_spans());
  exporter.stop();
  CHECK(exporter.counts().dropped_unsent == 2);
}

TEST_CASE("one command of an engine arrives at the collector as one trace", "[tracing]") {
  small_collector collector;
  auto settings = shop::in_memory();
  const auto exporter = begin_tracing(to(collector.url()), settings);
  REQUIRE(exporter);
  {
    engine docket{settings};
    command_options options;
    options.traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    docket.execute(shop::new_order("order-1"), options).get().value();
    docket.execute(shop::new_order("order-2")).get().value(); // In no trace.
  }
  exporter->stop();
  std::set<std::string> names, traces, parents;
  for (const auto& span : collector.spans()) {
    names.insert(span["name"]);
    traces.insert(span["traceId"]);
    parents.insert(span["parentSpanId"]);
  }
  CHECK(names == std::set<std::string>{"commit", "createOrder", "decide"});
  CHECK(traces == std::set<std::string>{"4bf92f3577b34da6a3ce929d0e0e4736"});
  CHECK(parents.size() == 2); // The caller's span, and the command's.
  CHECK(parents.contains("00f067aa0ba902b7"));
  CHECK(exporter->counts().exported == 3);
}

TEST_CASE("without a collector an engine is left as it is", "[tracing]") {
  config settings;
  tracing_settings none;
  none.sample_all = true;
  CHECK(begin_tracing(none, settings) == nullptr);
  CHECK_FALSE(settings.spans);
  CHECK_FALSE(settings.trace_every_command);
}
