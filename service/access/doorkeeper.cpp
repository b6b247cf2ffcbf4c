#include "docket/service/access/doorkeeper.hpp"

#include "docket/service/answers/fresh_json.hpp"
#include "docket/service/answers/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace docket::service {
namespace {

constexpr std::string_view scheme = "bearer";

// What stands after "Bearer". Two such headers, which two readers could read in two ways, are an unknown
// token.
std::optional<std::string_view> token_of(const http_request& request) {
  std::optional<std::string_view> token;
  for (const auto& header : request.headers) {
    if (!same_name(header.name, "Authorization")) continue;
    if (token) return std::string_view{};
    std::string_view value{header.value};
    const auto blank = value.find(' ');
    if (!same_name(value.substr(0, blank), scheme)) continue;
    value.remove_prefix(std::min(value.size(), value.find_first_not_of(' ', blank)));
    token = value;
  }
  return token;
}

// `error` as RFC 6750, section 3.1, has it; none when no token came.
http_response unauthorized(std::string_view rule, std::string_view detail, std::string_view error) {
  auto challenge = std::string{R"(Bearer realm="docket")"};
  if (!error.empty()) challenge += fmt::format(R"(, error="{}", error_description="{}")", error, detail);
  return problem(401, rule, detail).with("WWW-Authenticate", std::move(challenge));
}

http_response token_missing() {
  return unauthorized("token_missing", "This needs a token, in a header Authorization: Bearer TOKEN.", {});
}

http_response tokens_unreadable() {
  return problem(503, "tokens_unreadable", "The tokens cannot be read; the log of the service says why.")
      .with("Retry-After", std::to_string(retry_after_s));
}

} // namespace

doorkeeper door_with_tokens(token_book& book, without_tokens open_to) {
  return [&book, open_to](const http_request& request) -> expected<caller, http_response> {
    using enum token_book::verdict;
    auto found = book.find(token_of(request));
    switch (found.what) {
    case known: return caller{std::move(found.entry->name), found.entry->roles};
    case missing: return unexpected{token_missing()};
    case unknown:
      return unexpected{
          unauthorized("token_unknown", "There is no such token, or it was revoked.", "invalid_token")};
    case expired: return unexpected{unauthorized("token_expired", "The token has expired.", "invalid_token")};
    case no_tokens:
      if (open_to == without_tokens::everybody) return caller{"anonymous", role_set::all()};
      return unexpected{token_missing()};
    case unreadable: break;
    }
    return unexpected{tokens_unreadable()};
  };
}

route me_route(doorkeeper door) {
  return {http_method::get, "/me", "me", std::nullopt, [door = std::move(door)](visit&& here, answer&& to) {
            const auto who = door(here.request);
            if (!who) return to.send(who.error());
            to.send(fresh_json_of([&](json_writer& json) {
              json.begin_object();
              json.string("name", who->name);
              json.key("roles");
              json.begin_array();
              for (const auto which : {role::read, role::command, role::operate})
                if (who->roles.has(which)) json.string(name_of(which));
              json.end_array();
              json.end_object();
            }));
          }};
}

} // namespace docket::service
