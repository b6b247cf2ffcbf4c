#pragma once

#include "docket/simulation/audit/violation.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

// What both kinds of runs, of many seeds and of one, print of violations as JSON.
namespace docket::app {

[[nodiscard]] inline nlohmann::ordered_json violations_json(const std::vector<violation>& violations) {
  auto all = nlohmann::ordered_json::array();
  for (const auto& one : violations)
    all.push_back({{"invariant", one.invariant}, {"what", one.what}});
  return all;
}

// On one line, whatever bytes stand in its texts.
[[nodiscard]] inline std::string json_line(const nlohmann::ordered_json& object) {
  return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

} // namespace docket::app
