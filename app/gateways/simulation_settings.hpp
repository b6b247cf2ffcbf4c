#pragma once

#include "docket/simulation/gateways/simulated_gateway_options.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace docket::app {

// How the simulated gateways behave, and where they keep their books.
struct simulation_settings {
  simulated_gateway_options gateways{};
  std::optional<std::filesystem::path> payments_ledger, shipments_ledger; // Beside the database unless set.
};

// A number that can be set, named as in simulated_gateway_options.
struct simulation_number {
  std::string_view name;
  std::uint64_t max; // From 0.
  std::uint64_t (*get)(const simulated_gateway_options&);
  void (*set)(simulated_gateway_options&, std::uint64_t);
};

[[nodiscard]] std::span<const simulation_number> simulation_numbers() noexcept;

// Reads the group `simulation` of a configuration; the usual settings where it has none. Throws config_error,
// which names the key.
[[nodiscard]] simulation_settings simulation_from_json(std::string_view configuration);
[[nodiscard]] simulation_settings simulation_from_file(const std::optional<std::string>& file);

} // namespace docket::app
