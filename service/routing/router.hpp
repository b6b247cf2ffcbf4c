#pragma once

#include "docket/domain/expected.hpp"
#include "docket/service/routing/route.hpp"

#include <chrono>
#include <functional>
#include <set>
#include <string_view>
#include <vector>

namespace docket::service {

// Says who asks, or refuses: 401 when there is no or no known token.
using doorkeeper = std::function<expected<caller, http_response>(const http_request&)>;

// One request that was answered, for records and metrics. Valid during the call.
struct served {
  const http_request& request; // Without its fields and its body.
  std::string_view operation;  // Empty: no route.
  const caller& who;
  const http_response& response; // Of a stream: its head.
  std::chrono::steady_clock::duration took{};
};
using witness = std::function<void(const served&)>;

// Finds the route of a request, asks the doorkeeper, and hands the request over. What has no route, no right
// or no method here is answered at once. Thread-safe once made.
class router {
public:
  // Two routes with one pattern and method are a fault of the program (std::logic_error).
  router(routes all, doorkeeper door, witness seen);

  void serve(http_request&& request, answer&& to) const;
  [[nodiscard]] const routes& all() const noexcept { return all_; }

private:
  struct match;
  [[nodiscard]] match find(const http_request& request, std::string_view path) const;
  [[nodiscard]] std::set<std::string_view> methods_of(const std::vector<std::string_view>& path) const;

  routes all_;
  std::vector<std::vector<std::string_view>> parts_; // Of each route's pattern.
  doorkeeper door_;
  witness seen_;
};

} // namespace docket::service
