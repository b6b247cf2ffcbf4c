#include "../whole_service.hpp"
#include "asking.hpp"
#include "token_desk.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace docket::service {
namespace {

using namespace testing;

// Who may call what: a role, "anybody", or "any token". It is written by hand, so that nobody adds a route,
// or opens one to others, without saying so here.
const std::map<std::string, std::string> table{
    {"POST /orders", "command"},
    {"POST /orders/{order}/items", "command"},
    {"PATCH /orders/{order}/items/{product}", "command"},
    {"DELETE /orders/{order}/items/{product}", "command"},
    {"POST /orders/{order}/place", "command"},
    {"POST /orders/{order}/payments", "command"},
    {"POST /orders/{order}/refunds", "command"},
    {"POST /orders/{order}/confirm", "command"},
    {"POST /orders/{order}/ship", "command"},
    {"POST /orders/{order}/deliver", "command"},
    {"POST /orders/{order}/cancel", "command"},
    {"POST /stock/{product}/receive", "command"},
    {"POST /stock/{product}/adjust", "command"},
    {"GET /commands/{command}", "command"},

    {"GET /orders", "read"},
    {"GET /orders/customer/{customer}", "read"},
    {"GET /orders/{order}", "read"},
    {"GET /orders/{order}/history", "read"},
    {"GET /orders/{order}/events", "read"},
    {"GET /orders/{order}/details", "read"},
    {"GET /orders/{order}/difference", "read"},
    {"GET /orders/{order}/fulfilment", "read"},
    {"GET /search", "read"},
    {"GET /counts", "read"},
    {"GET /statistics/{by}", "read"},
    {"GET /stock", "read"},
    {"GET /stock/{product}", "read"},
    {"GET /fulfilments", "read"},
    {"GET /fulfilments/counts", "read"},
    {"GET /events", "read"},
    {"GET /metrics", "read"},

    {"GET /operations/status", "operate"},
    {"GET /log-level", "operate"},
    {"PUT /log-level", "operate"},
    {"GET /dead-letters", "operate"},
    {"POST /dead-letters/{projection}/{position}/retry", "operate"},
    {"POST /dead-letters/{projection}/{position}/discard", "operate"},
    {"POST /projections/{projection}/rebuild", "operate"},
    {"DELETE /projections/{projection}/rebuild", "operate"},
    {"POST /orders/{order}/fulfilment/retry", "operate"},
    {"POST /orders/{order}/fulfilment/abandon", "operate"},

    {"GET /me", "any token"},

    {"GET /healthz", "anybody"},
    {"GET /readyz", "anybody"},
    {"GET /openapi.json", "anybody"},
    {"GET /", "anybody"},
    {"GET /page/{file}", "anybody"},
    {"GET /page/{folder}/{file}", "anybody"},
    {"GET /page/{folder}/{part}/{file}", "anybody"},
};

std::string line_of(const route& one) { return fmt::format("{} {}", name_of(one.method), one.pattern); }

// A path that the pattern fits: "/orders/{order}" as "/orders/x".
std::string path_of(std::string_view pattern) {
  std::string path;
  bool within = false;
  for (const char c : pattern) {
    if (c == '{') path += 'x';
    within = c == '{' || (within && c != '}');
    if (!within && c != '}') path += c;
  }
  return path;
}

// What callers are answered, by what they bring: "no token 401", "unknown token 401", "read 200", …
using statuses = std::set<std::string>;

statuses as_written(const std::string& who_may) {
  const bool needs_role = who_may != "anybody" && who_may != "any token";
  const auto stranger = who_may == "anybody" ? 200 : 401;
  statuses expected{fmt::format("no token {}", stranger), fmt::format("unknown token {}", stranger),
                    "all roles 200"};
  for (const std::string has : {"read", "command", "operate"})
    expected.insert(fmt::format("{} {}", has, needs_role && has != who_may ? 403 : 200));
  return expected;
}

// The service behind a door with a real file of tokens. A handler that the router guards is replaced by one
// that answers 200 and says where it stands: who is let in does not depend on what there is. One that is
// open to all stays, for it may ask for a token by itself; what it answers counts as 200 unless it refuses.
class guarded_service {
public:
  guarded_service() {
    for (auto& one : all_) {
      if (!one.needs) continue;
      one.handle = [line = line_of(one)](visit&&, answer&& to) { to.send({200, {}, line}); };
    }
    router_ = std::make_unique<router>(all_, door_, unseen);
  }

  [[nodiscard]] const routes& all() const { return all_; }

  [[nodiscard]] statuses answers_of(const route& one, http_method method, std::string_view prefix) const {
    const auto request = request_for(method, std::string{prefix} + path_of(one.pattern));
    statuses found;
    for (const auto& [who, token] : tokens_)
      found.insert(fmt::format("{} {}", who,
                               status_of(one, ask(*router_, token ? with_token(request, *token) : request))));
    return found;
  }

private:
  static int status_of(const route& one, const http_response& response) {
    if (response.status == 401 || response.status == 403) return response.status;
    if (!one.needs) return 200;
    CHECK(response.body == line_of(one)); // And no other route took it.
    return response.status;
  }

  token_desk desk_;
  std::map<std::string, std::optional<std::string>> tokens_{
      {"no token", {}},
      {"unknown token", make_token()},
      {"read", desk_.make("anna", role_set{}.add(role::read))},
      {"command", desk_.make("ben", role_set{}.add(role::command))},
      {"operate", desk_.make("olga", role_set{}.add(role::operate))},
      {"all roles", desk_.make("zoe", role_set::all())},
  };
  token_book book_ = desk_.open();
  doorkeeper door_ = door_with_tokens(book_, without_tokens::everybody);
  whole_service service_{door_};
  routes all_ = service_.all_routes();
  std::unique_ptr<router> router_;
};

} // namespace

TEST_CASE("the table of who may call what has every route, and nothing else") {
  const guarded_service at;
  std::set<std::string> served, written;
  for (const auto& one : at.all())
    served.insert(fmt::format("{} {}", line_of(one), one.needs ? name_of(*one.needs) : "-"));
  // The router lets strangers through where the handler itself asks for any token, as the next test shows.
  for (const auto& [line, who_may] : table)
    written.insert(fmt::format("{} {}", line, who_may.starts_with("any") ? "-" : who_may));
  CHECK(served == written);
}

TEST_CASE("every route lets in whom the table says, by each way to it, and nobody else") {
  const guarded_service at;
  for (const auto& one : at.all()) {
    const auto row = table.find(line_of(one));
    REQUIRE(row != table.end());
    const auto expected = as_written(row->second);
    for (const std::string_view prefix : {"", "/api"}) {
      INFO(line_of(one) << " after \"" << prefix << "\"");
      CHECK(at.answers_of(one, one.method, prefix) == expected);
      if (one.method == http_method::get) CHECK(at.answers_of(one, http_method::head, prefix) == expected);
    }
  }
}

} // namespace docket::service
