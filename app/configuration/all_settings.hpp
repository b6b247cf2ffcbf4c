#pragma once

#include "docket/actors/config.hpp"
#include "docket/app/gateways/simulation_settings.hpp"
#include "docket/service/running/service_settings.hpp"
#include "docket/service/tracing/tracing_settings.hpp"

#include <string>
#include <string_view>

namespace docket::app {

// All that a configuration file sets: the engine's own groups, and those that the program reads.
struct all_settings {
  config engine{};
  simulation_settings simulation{};
  service::service_settings http{};
  service::tracing_settings tracing{};
};

// Throws config_error, which names the key.
[[nodiscard]] all_settings all_settings_from_json(std::string_view text);

// Every setting with its value, as JSON that all_settings_from_json reads. What has no value of its own (the
// ledgers, which stand beside the database unless set, the collector of traces) is left out.
[[nodiscard]] std::string to_json(const all_settings& settings);

} // namespace docket::app
