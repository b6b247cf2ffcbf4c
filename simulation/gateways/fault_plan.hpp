#pragma once

#include "docket/simulation/gateways/simulated_gateway_options.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace docket {

// What befalls one attempt at a call.
struct call_fate {
  std::chrono::milliseconds latency{}; // Until the effect.
  bool lost_before_effect = false;
  bool fails = false;
  bool lost_after_effect = false;
  std::chrono::milliseconds late_by{}; // From the effect to the answer.
  bool told_twice = false;
  std::chrono::milliseconds again_after{}; // From the first answer to the second.
};

// Decides what goes wrong by hashes of the seed and the names of what it befalls, never by chance: the same
// today, on another machine and after a restart.
class fault_plan {
public:
  // Throws std::invalid_argument for rates above 10,000 and a latency whose least is above its most.
  explicit fault_plan(const simulated_gateway_options& options);

  [[nodiscard]] call_fate fate_of(std::string_view key, std::uint32_t attempt) const; // The first is 1.
  [[nodiscard]] bool declines(std::string_view payment) const;
  [[nodiscard]] bool refuses(std::string_view shipment) const;

  // 16 hexadecimal digits by which the gateway itself calls what has this name.
  [[nodiscard]] std::string reference_to(std::string_view name) const;

private:
  void add_faults(call_fate& fate, std::uint64_t hash) const;
  [[nodiscard]] std::chrono::milliseconds latency_by(std::uint64_t number) const;

  simulated_gateway_options options_;
};

} // namespace docket
