#pragma once

#include "docket/simulation/gateways/simulated_gateway_options.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace docket::app {

// How the simulated gateways behave, and where they keep their books.
struct simulation_settings {
  simulated_gateway_options gateways{};
  std::optional<std::filesystem::path> payments_ledger, shipments_ledger; // Beside the database unless set.
};

// Reads the group `simulation` of a configuration; the usual settings where it has none. Throws config_error,
// which names the key.
[[nodiscard]] simulation_settings simulation_from_json(std::string_view configuration);
[[nodiscard]] simulation_settings simulation_from_file(const std::optional<std::string>& file);

} // namespace docket::app
