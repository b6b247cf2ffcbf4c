#pragma once

#include "docket/service/http/server.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace docket::service {

// How the service serves: the group "http" of the configuration (docs/configuration.md).
struct service_settings {
  server_options server{};
  std::size_t reading_threads = 2;
  std::size_t questions_max = 4'096;       // That may wait for a reading thread.
  std::chrono::milliseconds drain{10'000}; // For requests under way, when it is told to stop.
  std::string currency = "USD";            // Of an order that states none.
};

// Reads the group over `base`; nothing changes where the text has none. Throws config_error, which names the
// key: an unknown one, a wrong type, a value out of range.
[[nodiscard]] service_settings service_from_json(std::string_view configuration, service_settings base = {});
// The same from a file that config_from_file() has read; the message names it.
[[nodiscard]] service_settings service_from_file(const std::optional<std::string>& file);

// The group with every setting, as JSON that service_from_json reads.
[[nodiscard]] std::string to_json(const service_settings& settings);

} // namespace docket::service
