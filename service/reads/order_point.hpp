#pragma once

#include "docket/domain/expected.hpp"
#include "docket/persistence/read/order_history.hpp"
#include "docket/persistence/views/history/moment.hpp"
#include "docket/service/routing/route.hpp"

#include <optional>

namespace docket::service {

// Which state of an order is asked for: now, after one of its events, or at a moment.
struct order_point {
  std::optional<docket::version> version{};
  docket::moment moment{};
  position at_least{}; // Of a receipt; the log knows of it, or the answer is 503.

  [[nodiscard]] bool is_now() const noexcept { return !version && moment == docket::moment{}; }
};

// version, asOf, atPosition and atLeast.
[[nodiscard]] order_point order_point_in(parameters& query);

// Why the log cannot tell; nothing when it can. Rules: view_behind, at_position_past_the_end.
[[nodiscard]] std::optional<http_response> out_of_reach(const order_point& point, position head);

// The order there. Rules: order_not_found, version_unknown.
[[nodiscard]] expected<order_view, http_response> read_at(log_reader& log, const order_id& id,
                                                          const order_point& point);

[[nodiscard]] http_response no_such_order(std::string_view id);

} // namespace docket::service
