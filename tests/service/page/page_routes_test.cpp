#include "docket/service/page/page_routes.hpp"

#include "docket/service/page/assets.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <openssl/sha.h>
#include <optional>
#include <string>

using namespace docket::service;

namespace {

std::string file_text(std::string_view path) {
  std::ifstream in{fmt::format("{}/service/page/assets/{}", DOCKET_SOURCE_DIR, path), std::ios::binary};
  REQUIRE(in);
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::string sha256(std::string_view bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
  std::string text;
  for (const auto byte : digest)
    text += fmt::format("{:02x}", byte);
  return text;
}

const asset& page() {
  const auto* found = find_asset("index.html");
  REQUIRE(found);
  return *found;
}

http_request with_tag(std::string tags) {
  http_request request;
  request.headers = {{"if-none-match", std::move(tags)}};
  return request;
}

class caught : public exchange {
public:
  explicit caught(std::optional<http_response>& to) : to_(to) {}
  void send(http_response&& response) override { to_ = std::move(response); }
  std::shared_ptr<body_stream> begin_stream(http_response&&) override { return nullptr; }

private:
  std::optional<http_response>& to_;
};

// What the route with this pattern answers when these stand for its {names}.
http_response ask(std::string_view pattern, std::vector<std::string> names) {
  const auto all = page_routes();
  const auto found = std::ranges::find(all, pattern, &route::pattern);
  REQUIRE(found != all.end());
  std::optional<http_response> response;
  visit at;
  at.request.path = "/page/asked";
  at.path = std::move(names);
  found->handle(std::move(at), answer{std::make_unique<caught>(response)});
  REQUIRE(response);
  return *response;
}

} // namespace

TEST_CASE("every file of the page is carried byte for byte, with its hash") {
  REQUIRE(assets().size() > 30);
  for (const auto& file : assets()) {
    INFO(file.path);
    CHECK(file.bytes == file_text(file.path));
    CHECK(file.sha256 == sha256(file.bytes));
    CHECK(find_asset(file.path) == &file);
  }
}

TEST_CASE("the files stand in the order in which they are looked for") {
  CHECK(std::ranges::is_sorted(assets(), {}, &asset::path));
}

TEST_CASE("a browser learns what kind of file it gets") {
  const auto type = [](std::string_view path) { return find_asset(path)->content_type; };
  CHECK(type("index.html") == "text/html; charset=utf-8");
  CHECK(type("script/main.js") == "text/javascript; charset=utf-8");
  CHECK(type("style/frame.css") == "text/css; charset=utf-8");
  CHECK(type("icon.svg") == "image/svg+xml");
}

TEST_CASE("what is for those who read the sources is not served") {
  CHECK(find_asset("README.md") == nullptr);
  CHECK(find_asset("script/README.md") == nullptr);
  CHECK(find_asset("../page_routes.cpp") == nullptr);
  CHECK(find_asset("") == nullptr);
}

TEST_CASE("the page may run nothing but its own files") {
  const auto response = response_of(page(), {});
  CHECK(response.status == 200);
  CHECK(response.body == page().bytes);
  const auto policy = response.header("Content-Security-Policy");
  REQUIRE(policy);
  CHECK(policy->find("default-src 'none'") != policy->npos);
  CHECK(policy->find("unsafe") == policy->npos);
  CHECK(policy->find("frame-ancestors 'none'") != policy->npos);
  CHECK(response.header("Referrer-Policy") == "no-referrer");
}

TEST_CASE("a file that the browser has is not sent again") {
  const auto tag = fmt::format("\"{}\"", page().sha256);
  REQUIRE(response_of(page(), {}).header("ETag") == tag);
  for (const auto& known :
       {tag, "W/" + tag, "\"other\", " + tag, "\"other\" ,\t" + tag + " ", std::string{"*"}}) {
    INFO(known);
    const auto response = response_of(page(), with_tag(known));
    CHECK(response.status == 304);
    CHECK(response.header("ETag") == tag);
    CHECK_FALSE(response.header("Content-Type"));
  }
}

TEST_CASE("a file that the browser has in an older form is sent") {
  for (const auto& known :
       {std::string{"\"other\""}, std::string{page().sha256}, std::string{}, std::string{" , ,"}}) {
    INFO(known);
    CHECK(response_of(page(), with_tag(known)).status == 200);
  }
}

TEST_CASE("the routes lead to the files, and to a problem where there is none") {
  CHECK(ask("/", {}).body == page().bytes);
  CHECK(ask("/page/{file}", {"icon.svg"}).header("Content-Type") == "image/svg+xml");
  CHECK(ask("/page/{folder}/{file}", {"script", "main.js"}).body == find_asset("script/main.js")->bytes);
  CHECK(ask("/page/{folder}/{part}/{file}", {"script", "core", "api.js"}).status == 200);
  CHECK(ask("/page/{folder}/{file}", {"script", "gone.js"}).status == 404);
  CHECK(ask("/page/{folder}/{part}/{file}", {"..", "page", "README.md"}).status == 404);
}
