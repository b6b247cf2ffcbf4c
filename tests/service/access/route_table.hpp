#pragma once

#include "asking.hpp"
#include "docket/service/answers/problem.hpp"

#include <map>
#include <string>
#include <vector>

// Every route with every role: what it answers to whom, before its handler is asked.
namespace docket::service::testing {

// A path that the pattern fits: "/orders/{order}" as "/orders/x".
inline std::string path_of(std::string_view pattern) {
  std::string path;
  bool within = false;
  for (const char c : pattern) {
    if (c == '{') path += 'x';
    within = c == '{' || (within && c != '}');
    if (!within && c != '}') path += c;
  }
  return path;
}

struct route_row {
  std::string operation;
  std::string needs;                      // "read", "command", "operate", or "" for all.
  std::map<std::string, int> status_of{}; // By "nobody" (no token) and by the one role that a caller has.
};

// Asks each route as nobody and with each role alone. The handlers are replaced by one that answers 200: who
// is let in does not depend on what there is.
inline std::vector<route_row> table_of(routes all) {
  for (auto& one : all)
    one.handle = [](visit&&, answer&& to) { to.send({200, {}, {}}); };
  std::vector<route_row> rows;
  for (const auto& one : all)
    rows.push_back(
        {std::string{one.operation}, one.needs ? std::string{name_of(*one.needs)} : std::string{}});
  const auto fill = [&](const std::string& who, const doorkeeper& door) {
    const router at{all, door, unseen};
    for (std::size_t i = 0; i < all.size(); ++i)
      rows[i].status_of[who] = ask(at, request_for(all[i].method, path_of(all[i].pattern))).status;
  };
  fill("nobody", [](const http_request&) -> expected<caller, http_response> {
    return unexpected{problem(401, "token_missing", "This needs a token.")};
  });
  for (const auto which : {role::read, role::command, role::operate})
    fill(std::string{name_of(which)}, lets_in({"somebody", role_set{}.add(which)}));
  return rows;
}

// As it must be: open routes let everybody in; any other only the one role that it needs.
inline std::map<std::string, int> statuses_by_rule(const route_row& row) {
  const auto status = [&](const std::string& who) {
    if (row.needs.empty() || row.needs == who) return 200;
    return who == "nobody" ? 401 : 403;
  };
  return {{"nobody", status("nobody")},
          {"read", status("read")},
          {"command", status("command")},
          {"operate", status("operate")}};
}

} // namespace docket::service::testing
