#include "docket/app/configuration/configuration_problems.hpp"

#include "docket/app/configuration/all_settings.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

namespace docket::app {
namespace {

using json = nlohmann::ordered_json;

// What a reader says first; nothing when it can read all.
std::optional<std::string> first_problem(std::string_view text) {
  try {
    static_cast<void>(all_settings_from_json(text));
    return std::nullopt;
  } catch (const config_error& error) {
    return error.what();
  }
}

// The configuration with this key alone, or with this one of a group.
std::string only(const std::string& key, const json& value) {
  json one;
  one[key] = value;
  return one.dump();
}

class collected {
public:
  void add(const std::optional<std::string>& problem) {
    if (problem && std::ranges::find(problems_, *problem) == problems_.end()) problems_.push_back(*problem);
  }
  [[nodiscard]] std::vector<std::string> all() && { return std::move(problems_); }

private:
  std::vector<std::string> problems_;
};

} // namespace

// The readers end at the first problem. So each key is given to them alone as well, in a configuration of its
// own, but only where the whole is refused: one that needs another beside it must not be a problem by itself.
std::vector<std::string> configuration_problems(std::string_view text) {
  const auto first = first_problem(text);
  if (!first) return {};
  collected problems;
  const auto whole = json::parse(text, nullptr, false);
  if (whole.is_object())
    for (const auto& [key, value] : whole.items()) {
      if (!value.is_object() || value.empty()) problems.add(first_problem(only(key, value)));
      if (!value.is_object()) continue;
      for (const auto& [name, setting] : value.items())
        problems.add(first_problem(only(key, json::object({{name, setting}}))));
    }
  problems.add(first);
  return std::move(problems).all();
}

} // namespace docket::app
