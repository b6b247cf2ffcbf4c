#pragma once

#include "docket/app/simulate/simulate_options.hpp"
#include "docket/simulation/shop/draw_scenario.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace docket::app {

// What the options say of scenarios. Throws usage_error, with the word that was meant where one is near.
[[nodiscard]] scenario_wishes wishes_of(const simulate_options& options);

// The options that say it again, each with a blank before it: " --storage memory".
[[nodiscard]] std::string words_of_wishes(const simulate_options& options);

// "90s", "10m", "2h". Throws usage_error.
[[nodiscard]] std::chrono::seconds duration_of(std::string_view text);

} // namespace docket::app
