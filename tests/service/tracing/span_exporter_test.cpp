#include "docket/service/tracing/otlp_json.hpp"
#include "exporting.hpp"
#include "some_spans.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::service;
using kind = delivery::kind;
using std::chrono::milliseconds;

namespace {

std::size_t spans_in(const std::string& request) {
  std::size_t count = 0;
  for (auto at = request.find("\"spanId\""); at != std::string::npos; at = request.find("\"spanId\"", at + 1))
    ++count;
  return count;
}

} // namespace

TEST_CASE("spans reach the collector as they were told", "[tracing]") {
  exporting e;
  e.exporter.sink()(two_spans());
  CHECK(e.collector.requests(1).front() == otlp_json(two_spans(), "docket"));
  e.exporter.stop();
  const auto counts = e.exporter.counts();
  CHECK(counts.exported == 2);
  CHECK(counts.waiting == 0);
  CHECK(counts.dropped_full + counts.dropped_unsent + counts.refused + counts.failures == 0);
  CHECK(e.logged.empty());
}

TEST_CASE("spans that gather while a request is under way share the next ones", "[tracing]") {
  auto settings = exporting::quick();
  settings.batch_max = 4;
  exporting e{settings};
  e.collector.hold_back();
  e.exporter.sink()(two_spans());
  REQUIRE(e.collector.requests(1).size() == 1);
  for (std::uint8_t n = 2; n <= 6; ++n)
    e.exporter.sink()(two_spans(n));
  CHECK(e.exporter.counts().waiting == 10);
  e.collector.release();
  e.exporter.stop();
  const auto requests = e.collector.requests(4);
  REQUIRE(requests.size() == 4);
  CHECK(spans_in(requests[1]) == 4);
  CHECK(spans_in(requests[2]) == 4);
  CHECK(spans_in(requests[3]) == 2);
  CHECK(e.exporter.counts().exported == 12);
}

TEST_CASE("what does not fit into the queue is dropped whole and counted, and nobody waits", "[tracing]") {
  auto settings = exporting::quick();
  settings.queue_max = 5;
  exporting e{settings};
  e.collector.hold_back();
  e.exporter.sink()(two_spans(1));
  REQUIRE(e.collector.requests(1).size() == 1); // Out of the queue, and under way.
  for (std::uint8_t n = 2; n <= 5; ++n)
    e.exporter.sink()(two_spans(n)); // Of the fifth span there is room for half a command.
  CHECK(e.exporter.counts().waiting == 4);
  CHECK(e.exporter.counts().dropped_full == 4);
  e.collector.release();
  e.exporter.stop();
  CHECK(e.exporter.counts().exported == 6);
}

TEST_CASE("a collector that is away is asked again, and what was kept arrives once", "[tracing]") {
  exporting e;
  for (int i = 0; i < 3; ++i)
    e.collector.answer({kind::not_now, 0, "Connection"});
  e.exporter.sink()(two_spans());
  const auto requests = e.collector.requests(4);
  CHECK(requests[0] == requests[3]);
  e.exporter.stop();
  CHECK(e.exporter.counts().failures == 3);
  CHECK(e.exporter.counts().exported == 2);
  REQUIRE(e.logged.size() == 2); // Not once for each attempt.
  CHECK(e.logged[0] ==
        "spans of traces are not taken by http://127.0.0.1:4318: Connection; commands go on without them");
  CHECK(e.logged[1] == "spans of traces are taken by the collector again");
}

TEST_CASE("what a collector refuses is not sent again", "[tracing]") {
  exporting e;
  e.collector.answer({kind::refused, 0, "it answered with status 400"});
  e.exporter.sink()(two_spans(1));
  REQUIRE(e.collector.requests(1).size() == 1);
  e.exporter.sink()(two_spans(2));
  e.exporter.stop();
  CHECK(e.collector.requests(2).size() == 2);
  CHECK(e.exporter.counts().refused == 2);
  CHECK(e.exporter.counts().exported == 2);
}

TEST_CASE("spans of which a collector wants to know nothing are counted as refused", "[tracing]") {
  exporting e;
  e.collector.answer({kind::taken, 1, {}});
  e.exporter.sink()(two_spans());
  e.exporter.stop();
  CHECK(e.exporter.counts().refused == 1);
  CHECK(e.exporter.counts().exported == 1);
}

TEST_CASE("the end sends what is left", "[tracing]") {
  auto settings = exporting::quick();
  settings.delay = std::chrono::hours{1}; // Nothing goes by itself.
  exporting e{settings};
  e.exporter.sink()(two_spans());
  e.exporter.stop();
  CHECK(e.collector.requests(1).size() == 1);
  CHECK(e.exporter.counts().exported == 2);
  e.exporter.stop(); // Twice is once.
  e.exporter.sink()(two_spans(2));
  CHECK(e.exporter.counts().dropped_full == 2);
}

TEST_CASE("the end does not wait out a back-off, and gives up where nobody is", "[tracing]") {
  auto settings = exporting::quick();
  settings.back_off_first = settings.back_off_max = std::chrono::hours{1};
  settings.batch_max = 2;
  exporting e{settings};
  e.collector.always({kind::not_now, 0, "Connection"});
  for (std::uint8_t n = 1; n <= 3; ++n)
    e.exporter.sink()(two_spans(n));
  REQUIRE(!e.collector.requests(1).empty());
  e.exporter.stop();
  CHECK(e.exporter.counts().dropped_unsent == 6);
  CHECK(e.exporter.counts().exported == 0);
  CHECK(e.exporter.counts().waiting == 0);
}

TEST_CASE("the end takes no longer than its limit where a collector does not answer", "[tracing]") {
  auto settings = exporting::quick();
  settings.flush_within = milliseconds{1};
  exporting e{settings};
  e.collector.hold_back();
  e.exporter.sink()(two_spans());
  REQUIRE(e.collector.requests(1).size() == 1);
  e.exporter.stop(); // Returns, though nobody releases it.
  CHECK(e.exporter.counts().dropped_unsent == 2);
}

TEST_CASE("a sink may outlive its exporter", "[tracing]") {
  span_sink sink;
  {
    exporting e;
    sink = e.exporter.sink();
  }
  sink(two_spans());
}
