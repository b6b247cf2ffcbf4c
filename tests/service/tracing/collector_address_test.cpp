#include "docket/service/tracing/collector_address.hpp"

#include <catch2/catch.hpp>

using namespace docket::service;

TEST_CASE("a collector's address is read from its URL", "[tracing]") {
  const auto read = [](std::string_view url) { return parse_collector_address(url).value(); };
  CHECK(read("http://127.0.0.1:4318/v1/traces") == collector_address{false, "127.0.0.1", 4318, "/v1/traces"});
  CHECK(read("https://otel.example-shop.org/v1/traces") ==
        collector_address{true, "otel.example-shop.org", 443, "/v1/traces"});
  CHECK(read("http://collector/") == collector_address{false, "collector", 80, "/"});
  CHECK(read("http://[::1]:4318/v1/traces?tenant=a") ==
        collector_address{false, "::1", 4318, "/v1/traces?tenant=a"});
  CHECK(read("http://[fe80::1]/t").origin() == "http://[fe80::1]:80");
  CHECK(read("https://a:1/t").origin() == "https://a:1");
}

TEST_CASE("what is no collector's address is refused with what is wrong", "[tracing]") {
  const auto wrong = [](std::string_view url) { return parse_collector_address(url).error(); };
  for (const auto* url :
       {"", "127.0.0.1:4318/v1/traces", "ftp://a/v1/traces", "HTTP://a/v1/traces", "http:/a/b"})
    CHECK(wrong(url) == "it must begin with http:// or https://");
  for (const auto* url : {"http://a", "http://a:4318", "https://"})
    CHECK(wrong(url) == "it must end with a path, usually /v1/traces");
  for (const auto* url : {"http:///v1", "http://:80/v1", "http://a:/v1", "http://a:0/v1", "http://a:65536/v1",
                          "http://a:x/v1", "http://a:80x/v1", "http://a b/v1", "http://[::1/v1",
                          "http://[]/v1", "http://[::1]x/v1", "http://::1/v1", "http://a:80:90/v1"}) {
    INFO(url);
    CHECK(wrong(url) == "it must name a host, and a port from 1 to 65535 if any");
  }
  CHECK(wrong("http://me:secret@a/v1") == "it must hold no name or password");
  for (const auto* url : {"http://a/v 1", "http://a/v#1", "http://a/v\n1"})
    CHECK(wrong(url) == "its path must be as it is sent, without spaces or #");
}
