#pragma once

#include "docket/actors/results.hpp"
#include "docket/persistence/views/history/query_refusal.hpp"
#include "docket/service/http/message.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Errors as RFC 9457 has them: {"type","title","status","detail","rule","facts"?,"version"?}. The type is
// "/problems/RULE", the title the rule in words; both are stable.
namespace docket::service {

struct problem_extras {
  std::vector<std::pair<std::string, std::string>> facts{};
  std::optional<version> current{}; // Of the order or stock, where it helps.
};

[[nodiscard]] http_response problem(int status, std::string_view rule, std::string_view detail,
                                    const problem_extras& extras = {});

// Why a command had no effect. 404: there is no such thing; 409: a rule refused it; 412, 422: see
// docs/http.md; 503 with Retry-After: it may be sent again.
[[nodiscard]] http_response problem_of(const failure& why);

// Why a query has no answer: 404, 400, or 503 for a view that cannot answer yet.
[[nodiscard]] http_response problem_of(const query_refusal& why);

// Seconds that a client is told to wait before it comes back.
inline constexpr int retry_after_s = 1;

} // namespace docket::service
