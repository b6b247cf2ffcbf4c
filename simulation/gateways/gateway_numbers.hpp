#pragma once

#include "docket/simulation/gateways/simulated_gateway_options.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace docket {

// A number of simulated_gateway_options, by its name there: for whoever writes or reads them as text.
struct gateway_number {
  std::string_view name;
  std::uint64_t max; // From 0.
  std::uint64_t (*get)(const simulated_gateway_options&);
  void (*set)(simulated_gateway_options&, std::uint64_t);
};

[[nodiscard]] std::span<const gateway_number> gateway_numbers() noexcept;

} // namespace docket
