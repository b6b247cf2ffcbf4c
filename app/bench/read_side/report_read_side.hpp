#pragma once

#include "docket/app/bench/goals.hpp"
#include "docket/app/bench/read_side/read_side_figures.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace docket::app::bench {

// Goals of what was measured.
void add_read_side_goals(const read_side_figures& measured, std::vector<goal>& to);

// As tables for people; empty when nothing was measured.
[[nodiscard]] std::string read_side_text(const read_side_figures& measured);

// As one object; empty when nothing was measured.
[[nodiscard]] nlohmann::ordered_json read_side_json(const read_side_figures& measured);

} // namespace docket::app::bench
