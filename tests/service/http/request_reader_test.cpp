#include "docket/service/http/request_reader.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace docket::service;
using state = request_reader::state;

namespace {

// What a reader makes of these bytes: the plain form of each request, then "refused: STATUS rule" when it
// comes to that. `piece`: how many bytes come at once; 0: all.
std::vector<std::string> read_all(std::string_view bytes, std::size_t piece = 0, request_limits limits = {}) {
  request_reader reader{limits};
  std::vector<std::string> seen;
  const auto look = [&] {
    while (true) {
      switch (reader.read()) {
      case state::needs_more: return true;
      case state::wants_continue: seen.push_back("100"); break;
      case state::complete: reader.take(seen.emplace_back()); break;
      case state::refused:
        seen.push_back(fmt::format("refused: {} {}", reader.refusal().status, reader.refusal().rule));
        return false;
      }
    }
  };
  const auto step = piece == 0 ? bytes.size() : piece;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    reader.feed(bytes.substr(at, step));
    if (!look()) break;
  }
  return seen;
}

std::string refusal_of(std::string_view bytes, request_limits limits = {}) {
  const auto at_once = read_all(bytes, 0, limits), byte_by_byte = read_all(bytes, 1, limits);
  CHECK(at_once == byte_by_byte);
  REQUIRE_FALSE(at_once.empty());
  return at_once.back();
}

constexpr std::string_view host = "Host: here\r\n";

std::string get_with(std::string_view fields) {
  return fmt::format("GET / HTTP/1.1\r\n{}{}\r\n", host, fields);
}
std::string post_with(std::string_view fields, std::string_view body) {
  return fmt::format("POST / HTTP/1.1\r\n{}{}\r\n{}", host, fields, body);
}

} // namespace

TEST_CASE("a request is handed on in one plain form, however its bytes come", "[service][http]") {
  const std::string bytes =
      "POST /orders?x=1 HTTP/1.1\r\nHost: here\r\nContent-Type:application/json \r\n"
      "Content-Length: 2\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n\r\n{}"
      "GET /next HTTP/1.1\r\nhost: here\r\n\r\n";
  const std::vector<std::string> plain{"POST /orders?x=1 HTTP/1.1\r\nHost: here\r\nContent-Type: "
                                       "application/json\r\nContent-Length: 2\r\n\r\n{}",
                                       "GET /next HTTP/1.1\r\nhost: here\r\n\r\n"};
  for (const std::size_t piece : {0, 1, 2, 3, 7, 50})
    CHECK(read_all(bytes, piece) == plain);
}

TEST_CASE("a body in chunks is handed on with its length", "[service][http]") {
  const auto bytes =
      post_with("Transfer-Encoding: chunked\r\n", "3;note=x\r\n{\"a\r\n4\r\n\":1}\r\n0\r\nX: y\r\n\r\n");
  for (const std::size_t piece : {0, 1, 5})
    CHECK(read_all(bytes, piece) ==
          std::vector<std::string>{"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 7\r\n\r\n{\"a\":1}"});
}

TEST_CASE("who waits to be told to go on is told once", "[service][http]") {
  const auto head = post_with("Content-Length: 2\r\nExpect: 100-continue\r\n", "");
  request_reader reader{{}};
  reader.feed(head);
  CHECK(reader.read() == state::wants_continue);
  CHECK(reader.read() == state::needs_more);
  reader.feed("{}");
  CHECK(reader.read() == state::complete);
  // Who sends the body at once is not kept waiting.
  CHECK(read_all(head + "{}").size() == 1);
}

TEST_CASE("an absolute target is taken for its path", "[service][http]") {
  CHECK(read_all("GET http://shop.example/orders?a=b HTTP/1.1\r\nHost: x\r\n\r\n").front() ==
        "GET /orders?a=b HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(read_all("GET HTTP://shop.example HTTP/1.1\r\nHost: x\r\n\r\n").front() ==
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
}

TEST_CASE("what two readers could read differently is no request", "[service][http]") {
  const std::pair<std::string, std::string> refused[] = {
      {post_with("Content-Length: 2\r\nContent-Length: 2\r\n", "{}"), "400 length_twice"},
      {post_with("Content-Length: 2, 2\r\n", "{}"), "400 bad_length"},
      {post_with("Content-Length: +2\r\n", "{}"), "400 bad_length"},
      {post_with("Content-Length: 0x2\r\n", "{}"), "400 bad_length"},
      {post_with("Content-Length: -1\r\n", ""), "400 bad_length"},
      {post_with("Content-Length:\r\n", ""), "400 bad_length"},
      {post_with("Content-Length: 99999999999999999999999\r\n", ""), "413 body_too_large"},
      {post_with("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
       "400 length_and_chunks"},
      {post_with("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "0\r\n\r\n"),
       "400 length_and_chunks"},
      {post_with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
       "400 unknown_coding"},
      {post_with("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), "400 unknown_coding"},
      {post_with("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), "400 unknown_coding"},
      {post_with("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), "400 bad_field"},
      {post_with("Transfer-Encoding:\x0b"
                 "chunked\r\n",
                 "0\r\n\r\n"),
       "400 bad_field"},
      {post_with("Content-Length\t: 2\r\n", "{}"), "400 bad_field"},
      {post_with(" Content-Length: 2\r\n", "{}"), "400 bad_field"},
      {post_with("X: y\r\n folded\r\n", ""), "400 bad_field"},
      {"GET / HTTP/1.1\nHost: here\r\n\r\n", "400 bad_line"},
      {"GET / HTTP/1.1\r\nHost: here\n\r\n", "400 bad_line"},
      {"GET / HTTP/1.1\r\nHost: here\r\n\n", "400 bad_line"},
      {"GET / HTTP/1.1\rHost: here\r\n\r\n", "400 bad_line"},
      {get_with(std::string_view{"X: a\0b\r\n", 9}), "400 bad_line"},
      {get_with("X\r\n"), "400 bad_field"},
      {get_with(": y\r\n"), "400 bad_field"},
      {get_with("X: \x7f\r\n"), "400 bad_field"},
      {get_with("Host: there\r\n"), "400 host_twice"},
      {get_with("Expect: a-miracle\r\n"), "400 unknown_expectation"},
      {"GET / HTTP/1.1\r\n\r\n", "400 host_missing"},
      {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400 unknown_coding"},
  };
  for (const auto& [bytes, why] : refused) {
    CAPTURE(bytes);
    CHECK(refusal_of(bytes) == "refused: " + why);
  }
}

TEST_CASE("a line that begins a request says method, target and protocol", "[service][http]") {
  const std::pair<std::string, std::string> refused[] = {
      {"GET\r\n\r\n", "400 bad_request_line"},
      {"GET /\r\n\r\n", "400 bad_request_line"},
      {" GET / HTTP/1.1\r\n\r\n", "400 bad_request_line"},
      {"GET  / HTTP/1.1\r\n\r\n", "400 bad_target"},
      {"GET / HTTP/1.1 \r\n\r\n", "400 unknown_protocol"},
      {"GET / http/1.1\r\n\r\n", "400 unknown_protocol"},
      {"GET / HTTP/2.0\r\n\r\n", "400 unknown_protocol"},
      {"PRI * HTTP/2.0\r\n\r\n", "400 unknown_protocol"},
      {"GET /a#b HTTP/1.1\r\n\r\n", "400 bad_target"},
      {"GET /\xc3\xa4 HTTP/1.1\r\n\r\n", "400 bad_target"},
      {"GET orders HTTP/1.1\r\n\r\n", "400 bad_target"},
      {"GET * HTTP/1.1\r\n\r\n", "400 bad_target"},
      {"CONNECT here:443 HTTP/1.1\r\n\r\n", "405 unknown_method"},
      {"TRACE / HTTP/1.1\r\n\r\n", "405 unknown_method"},
      {"get / HTTP/1.1\r\n\r\n", "405 unknown_method"},
      {"G\x01T / HTTP/1.1\r\n\r\n", "400 bad_request_line"},
      {"\r\nGET / HTTP/1.1\r\n\r\n", "400 bad_request_line"},
      {"\x16\x03\x01\x02\r\n", "400 bad_request_line"},
  };
  for (const auto& [bytes, why] : refused) {
    CAPTURE(bytes);
    CHECK(refusal_of(bytes) == "refused: " + why);
  }
}

TEST_CASE("chunks are as long as they say", "[service][http]") {
  const std::pair<std::string, std::string> refused[] = {
      {"x\r\n", "400 bad_chunk"},          {"\r\n", "400 bad_chunk"},
      {"-1\r\n", "400 bad_chunk"},         {"0x2\r\n{}\r\n", "400 bad_chunk"},
      {"1ffffffff\r\n", "400 bad_chunk"},  {"ffffffff\r\n", "413 body_too_large"},
      {"1\r\n{}\r\n", "400 bad_chunk"},    {"2\r\n{}\n", "400 bad_line"},
      {"2\n{}\r\n", "400 bad_line"},       {"0\r\nbad\r\n\r\n", "400 bad_field"},
      {"0\r\nX: y\n\r\n", "400 bad_line"},
  };
  for (const auto& [body, why] : refused) {
    CAPTURE(body);
    CHECK(refusal_of(post_with("Transfer-Encoding: chunked\r\n", body)) == "refused: " + why);
  }
}

TEST_CASE("nothing grows past its limit, and what is too long is told before it is all there",
          "[service][http]") {
  const request_limits small{
      .uri_bytes_max = 20, .header_bytes_max = 100, .fields_max = 3, .body_bytes_max = 10};
  const std::string long_text(200, 'x');
  CHECK(refusal_of("GET /" + std::string(30, 'x') + " HTTP/1.1\r\n", small) == "refused: 414 uri_too_long");
  CHECK(refusal_of("GET /" + long_text, small) == "refused: 414 uri_too_long");
  CHECK(refusal_of("GET / HTTP/1.1\r\nX: " + long_text, small) == "refused: 431 header_too_large");
  CHECK(refusal_of("GET / HTTP/1.1\r\nA: " + std::string(50, 'x') + "\r\nB: " + std::string(50, 'x') + "\r\n",
                   small) == "refused: 431 header_too_large");
  CHECK(refusal_of("GET / HTTP/1.1\r\nA: b\r\nC: d\r\nE: f\r\nG: h\r\n", small) ==
        "refused: 431 too_many_fields");
  CHECK(refusal_of(post_with("Content-Length: 11\r\n", ""), small) == "refused: 413 body_too_large");
  CHECK(refusal_of(post_with("Transfer-Encoding: chunked\r\n", "6\r\n123456\r\n6\r\n"), small) ==
        "refused: 413 body_too_large");
  CHECK(refusal_of(post_with("Transfer-Encoding: chunked\r\n",
                             "0\r\nA: " + std::string(60, 'x') + "\r\nB: " + std::string(60, 'x') + "\r\n"),
                   small) == "refused: 431 header_too_large");
}

TEST_CASE("after bytes that were refused nothing is taken any more", "[service][http]") {
  request_reader reader{{}};
  reader.feed("nonsense\r\n\r\n");
  REQUIRE(reader.read() == state::refused);
  reader.feed("GET / HTTP/1.1\r\nHost: here\r\n\r\n");
  CHECK(reader.read() == state::refused);
}
