#pragma once

#include "docket/service/http/answer.hpp"
#include "docket/service/http/message.hpp"
#include "docket/service/routing/parameters.hpp"
#include "docket/service/routing/role.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::service {

// One request at its route.
struct visit {
  http_request request;
  std::vector<std::string> path; // What stood for the pattern's {names}, decoded, in their order.
  parameters query{""};
  caller who{};
  std::string_view prefix{}; // "/api" when the path began with it: locations and links keep it.
};

using route_handler = std::function<void(visit&&, answer&&)>;

struct route {
  http_method method = http_method::get; // HEAD is served by GET.
  std::string_view pattern;              // "/orders/{order}/items/{product}"
  std::string_view operation;            // Its stable name, as in the OpenAPI document: "addItem".
  std::optional<role> needs;             // Nothing: open to all.
  route_handler handle;                  // On the server's thread: must not block.
};

using routes = std::vector<route>;

} // namespace docket::service
