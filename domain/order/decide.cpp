#include "docket/domain/order/decisions.hpp"
#include "docket/domain/order/order.hpp"

namespace docket {

expected<std::vector<order_event>, rejection> decide(const order_state& state, const order_command& command,
                                                     timestamp /*at*/, const order_limits& limits) {
  return std::visit([&](const auto& c) { return decide_on(state, c, limits); }, command);
}

bool order::begins_stream(const command& c) noexcept { return std::holds_alternative<create_order>(c); }

} // namespace docket
