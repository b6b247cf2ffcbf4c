#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/text.hpp"
#include "docket/simulation/gateways/fault_plan.hpp"

#include <mutex>
#include <set>
#include <unordered_map>

namespace docket {

// Where calls come in: counts the attempts by key, in memory, and says what befalls each. Thread-safe.
class incoming_calls {
public:
  explicit incoming_calls(const simulated_gateway_options& options);

  // Throws std::invalid_argument when there is no key and std::runtime_error for a poisoned order.
  [[nodiscard]] call_fate take(const order_id& order, const text& key);

  [[nodiscard]] const fault_plan& plan() const noexcept { return plan_; }

private:
  const fault_plan plan_;
  const std::set<order_id> poisoned_;
  std::mutex mutex_;
  std::unordered_map<text, std::uint32_t> attempts_;
};

} // namespace docket
