#include "docket/service/access/doorkeeper.hpp"

#include "asking.hpp"
#include "token_desk.hpp"

#include <catch2/catch.hpp>

#include <fstream>

namespace docket::service {
namespace {

using namespace testing;

const role_set reading = role_set{}.add(role::read);

routes two_routes() {
  const auto well = [](visit&& here, answer&& to) { to.send({200, {}, here.who.name}); };
  return {{http_method::get, "/orders/{order}", "getOrder", role::read, well},
          {http_method::get, "/log-level", "getLogLevel", role::operate, well},
          {http_method::get, "/healthz", "health", std::nullopt, well}};
}

// "200 anna", "401 token_missing", ...
std::string told(const router& at, const http_request& request) {
  const auto response = ask(at, request);
  const auto rule = response.body.find("\"rule\":\"");
  const auto word = rule == response.body.npos
                        ? response.body
                        : response.body.substr(rule + 8, response.body.find('"', rule + 8) - rule - 8);
  return std::to_string(response.status) + " " + word;
}

const auto order = request_for(http_method::get, "/orders/o-1");

} // namespace

TEST_CASE("while there is no token everybody has all roles, where the service was told so") {
  token_desk at;
  auto book = at.open();
  const router everybody{two_routes(), door_with_tokens(book, without_tokens::everybody), unseen};
  const router nobody{two_routes(), door_with_tokens(book, without_tokens::nobody), unseen};
  CHECK(told(everybody, order) == "200 anonymous");
  CHECK(told(everybody, request_for(http_method::get, "/log-level")) == "200 anonymous");
  CHECK(told(nobody, order) == "401 token_missing");
}

TEST_CASE("a caller is known by a token, and may do what its roles say") {
  token_desk at;
  const auto secret = at.make("anna", reading);
  auto book = at.open();
  const router door{two_routes(), door_with_tokens(book, without_tokens::everybody), unseen};
  CHECK(told(door, with_token(order, secret)) == "200 anna");
  CHECK(told(door, with_token(request_for(http_method::get, "/log-level"), secret)) == "403 role_needed");
  CHECK(told(door, order) == "401 token_missing");
  CHECK(told(door, request_for(http_method::get, "/healthz")) == "200 anonymous");
}

TEST_CASE("what is no known token is refused, and how is said in WWW-Authenticate") {
  token_desk at;
  const auto secret = at.make("anna", reading, timestamp{2'000});
  auto book = at.open();
  const router door{two_routes(), door_with_tokens(book, without_tokens::everybody), unseen};
  const auto presented = [&](std::string value) {
    auto request = order;
    request.headers.push_back({"authorization", std::move(value)});
    return told(door, request);
  };
  CHECK(presented("bearer  " + secret) == "200 anna");
  CHECK(presented("Bearer " + secret + "0") == "401 token_unknown");
  CHECK(presented("Bearer " + secret.substr(0, secret.size() - 1)) == "401 token_unknown");
  CHECK(presented("Bearer") == "401 token_unknown");
  CHECK(presented("Bearer ") == "401 token_unknown");
  CHECK(presented("Basic " + secret) == "401 token_missing");
  CHECK(presented(secret) == "401 token_missing");
  CHECK(told(door, with_token(with_token(order, secret), secret)) == "401 token_unknown");

  CHECK(ask(door, order).header("WWW-Authenticate") == R"(Bearer realm="docket")");
  CHECK(std::string{*ask(door, with_token(order, "x")).header("WWW-Authenticate")}.starts_with(
      R"(Bearer realm="docket", error="invalid_token")"));
  at.now = timestamp{2'000};
  CHECK(told(door, with_token(order, secret)) == "401 token_expired");
}

TEST_CASE("a running service knows tokens that are made, and forgets those that are revoked") {
  token_desk at;
  auto book = at.open();
  const router door{two_routes(), door_with_tokens(book, without_tokens::nobody), unseen};
  const auto secret = at.make("anna", reading);
  CHECK(told(door, with_token(order, secret)) == "200 anna");
  const auto other = at.make("ben", reading);
  CHECK(told(door, with_token(order, other)) == "200 ben");
  at.revoke_all();
  CHECK(told(door, with_token(order, secret)) == "401 token_missing");
}

TEST_CASE("a service begins with no file of tokens that it cannot read") {
  token_desk at;
  std::ofstream{at.file} << "docket tokens 1\nshop";
  CHECK_THROWS_AS(at.open(), token_file_error);
}

TEST_CASE("a file of tokens that is damaged or taken away later lets nobody in until it is whole again") {
  token_desk at;
  const auto secret = at.make("anna", reading);
  auto book = at.open();
  const router door{two_routes(), door_with_tokens(book, without_tokens::everybody), unseen};
  const auto file_gone = GENERATE(false, true);
  const auto kept = at.file.string() + ".kept";
  std::filesystem::rename(at.file, kept);
  if (!file_gone) std::ofstream{at.file} << "docket tokens 1\n";
  CHECK(told(door, with_token(order, secret)) == "503 tokens_unreadable");
  CHECK(told(door, order) == "503 tokens_unreadable");
  CHECK_FALSE(book.readable());
  CHECK(at.said.size() == 1);
  std::filesystem::rename(kept, at.file);
  CHECK(told(door, with_token(order, secret)) == "200 anna");
}

TEST_CASE("anybody may ask who they are") {
  token_desk at;
  auto book = at.open();
  const auto keeper = door_with_tokens(book, without_tokens::everybody);
  const router door{{me_route(keeper)}, keeper, unseen};
  const auto me = request_for(http_method::get, "/me");
  CHECK(ask(door, me).body == R"({"name":"anonymous","roles":["read","command","operate"]})");
  const auto secret = at.make("anna", reading);
  CHECK(ask(door, with_token(me, secret)).body == R"({"name":"anna","roles":["read"]})");
  CHECK(told(door, me) == "401 token_missing");
}

} // namespace docket::service
