#include "docket/service/tracing/otlp_json.hpp"
#include "docket/version.hpp"
#include "some_spans.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace docket;
using namespace docket::service;

// As OTLP's examples have it: ids in hexadecimal digits, 64-bit numbers as texts.
TEST_CASE("spans are written as one request of OTLP over HTTP", "[tracing]") {
  const auto version = std::string{release_version};
  CHECK(otlp_json(two_spans(), "shop") ==
        R"({"resourceSpans":[{"resource":{"attributes":[)"
        R"({"key":"service.name","value":{"stringValue":"shop"}},)"
        R"({"key":"service.version","value":{"stringValue":")" +
            version + R"("}}]},"scopeSpans":[{"scope":{"name":"docket","version":")" + version +
            R"("},"spans":[)"
            R"({"traceId":"4bf92f3577b34da6a3ce929d0e0e4701","spanId":"0102030405060701",)"
            R"("name":"createOrder","kind":1,)"
            R"("startTimeUnixNano":"1772539200123456789","endTimeUnixNano":"1772539200223456789",)"
            R"("attributes":[{"key":"docket.stream.id","value":{"stringValue":"order-1"}},)"
            R"({"key":"docket.version","value":{"intValue":"4"}}]},)"
            R"({"traceId":"4bf92f3577b34da6a3ce929d0e0e4701","spanId":"0902030405060701",)"
            R"("parentSpanId":"0102030405060701","name":"decide","kind":1,)"
            R"("startTimeUnixNano":"1772539200123456789","endTimeUnixNano":"1772539200223456789",)"
            R"("attributes":[],"status":{"code":2,"message":"a \"bad\" day)"
            "\xef\xbf\xbd"
            R"("}}]}]}]})");
}
