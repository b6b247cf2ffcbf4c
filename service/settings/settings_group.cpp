#include "docket/service/settings/settings_group.hpp"

#include "docket/actors/config.hpp"
#include "docket/actors/configuration/nearest_word.hpp"
#include "docket/domain/quoted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace docket::service {

using nlohmann::json;

settings_group::settings_group(std::string_view configuration, std::string_view name) : name_(name) {
  auto whole = json::parse(configuration, nullptr, false);
  if (!whole.is_object() || !whole.contains(name)) return;
  group_ = std::move(whole[name_]);
  if (!group_.is_object())
    throw config_error{fmt::format("\"{}\" must be an object, not {}", name_, group_.type_name())};
}

const json* settings_group::value(std::string_view key) {
  known_.emplace_back(key);
  const auto found = group_.find(key);
  return found == group_.end() ? nullptr : &*found;
}

std::optional<std::uint64_t> settings_group::number(std::string_view key, std::uint64_t min,
                                                    std::uint64_t max) {
  const auto* stated = value(key);
  if (!stated) return std::nullopt;
  if (!stated->is_number_integer()) {
    refuse(key, fmt::format("must be a whole number, not {}",
                            stated->is_number() ? stated->dump() : stated->type_name()));
    return std::nullopt;
  }
  // Negative ones are signed in this library, all others unsigned.
  const auto number = stated->get<std::uint64_t>();
  if (stated->is_number_unsigned() && number >= min && number <= max) return number;
  refuse(key, fmt::format("is {}, but must be from {} to {}", stated->dump(), min, max));
  return std::nullopt;
}

std::optional<std::string> settings_group::text(std::string_view key) {
  const auto* stated = value(key);
  if (!stated) return std::nullopt;
  if (stated->is_string() && !stated->get_ref<const std::string&>().empty())
    return stated->get<std::string>();
  refuse(key, "must be a text that is not empty");
  return std::nullopt;
}

std::optional<bool> settings_group::flag(std::string_view key) {
  const auto* stated = value(key);
  if (!stated) return std::nullopt;
  if (stated->is_boolean()) return stated->get<bool>();
  refuse(key, fmt::format("must be true or false, not {}", stated->type_name()));
  return std::nullopt;
}

void settings_group::refuse(std::string_view key, std::string_view why) {
  if (problem_.empty()) problem_ = fmt::format("{} {}", quoted_key(key), why);
}

void settings_group::finish() const {
  require_known();
  if (!problem_.empty()) throw config_error{problem_};
}

void settings_group::require_known() const {
  for (const auto& [key, stated] : group_.items()) {
    if (std::ranges::find(known_, key) != known_.end()) continue;
    const auto meant = configuration::nearest_word(key, known_);
    throw config_error{fmt::format("unknown key {}{}", quoted_key(key),
                                   meant.empty() ? fmt::format("; known here are {}", fmt::join(known_, ", "))
                                                 : fmt::format("; did you mean {}?", quoted_key(meant)))};
  }
}

std::string settings_group::quoted_key(std::string_view key) const {
  return docket::quoted(fmt::format("{}.{}", name_, key));
}

} // namespace docket::service
