#include "docket/simulation/gateways/incoming_calls.hpp"

#include <stdexcept>

namespace docket {

incoming_calls::incoming_calls(const simulated_gateway_options& options)
    : plan_(options),
      poisoned_(options.poisoned) {}

call_fate incoming_calls::take(const order_id& order, const text& key) {
  if (key.empty()) throw std::invalid_argument{"a gateway call without an idempotency key"};
  if (poisoned_.contains(order)) throw std::runtime_error{"the gateway breaks on order " + order.str()};
  std::uint32_t attempt = 0;
  {
    const std::lock_guard lock{mutex_};
    attempt = ++attempts_[key];
  }
  return plan_.fate_of(key.view(), attempt);
}

} // namespace docket
