#include "docket/actors/config.hpp"

#include "docket/actors/configuration/config_text.hpp"
#include "docket/actors/configuration/nearest_word.hpp"
#include "docket/actors/configuration/settings.hpp"
#include "docket/domain/quoted.hpp"
#include "docket/domain/stated.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <vector>

namespace docket {
namespace {

using configuration::number_setting;
using configuration::number_settings;
using configuration::setting_groups;
using configuration::word_setting;
using configuration::word_settings;
using nlohmann::json;

constexpr std::string_view database_key = "database";
constexpr std::string_view method_group = "fulfilment", method_key = "payment_method";

std::vector<std::string> keys_of_group(std::string_view group) {
  std::vector<std::string> result;
  for (const auto& setting : word_settings())
    if (setting.group == group) result.emplace_back(setting.name);
  if (group == method_group) result.emplace_back(method_key);
  for (const auto& setting : number_settings())
    if (setting.group == group) result.emplace_back(setting.name);
  return result;
}

std::vector<std::string> top_keys(std::span<const std::string_view> others) {
  std::vector<std::string> result{std::string{database_key}};
  result.insert(result.end(), setting_groups().begin(), setting_groups().end());
  result.insert(result.end(), others.begin(), others.end());
  return result;
}

// `path` is the group with a dot, or empty at the top.
void require_known(const json& object, const std::vector<std::string>& known, const std::string& path) {
  for (const auto& [key, value] : object.items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const auto meant = configuration::nearest_word(key, known);
    throw config_error{fmt::format("unknown key {}{}", docket::quoted(path + key),
                                   meant.empty() ? fmt::format("; known here are {}", fmt::join(known, ", "))
                                                 : fmt::format("; did you mean \"{}{}\"?", path, meant))};
  }
}

const json& require_object(const json& value, const std::string& what) {
  if (!value.is_object())
    throw config_error{fmt::format("{} must be an object, not {}", what, value.type_name())};
  return value;
}

std::uint64_t read_number(const json& value, const number_setting& setting) {
  const auto key = setting.key();
  if (!value.is_number_integer()) {
    throw config_error{fmt::format("\"{}\" must be a whole number, not {}", key,
                                   value.is_number() ? value.dump() : value.type_name())};
  }
  // Negative ones are signed in this library, all others unsigned.
  const bool in_range = value.is_number_unsigned() && value.get<std::uint64_t>() >= setting.min &&
                        value.get<std::uint64_t>() <= setting.max;
  if (!in_range) {
    throw config_error{
        fmt::format("\"{}\" is {}, but must be from {} to {}", key, value.dump(), setting.min, setting.max)};
  }
  return value.get<std::uint64_t>();
}

const std::string& read_string(const json& value, std::string_view key) {
  if (!value.is_string())
    throw config_error{fmt::format("\"{}\" must be a string, not {}", key, value.type_name())};
  return value.get_ref<const std::string&>();
}

std::size_t read_word(const json& value, const word_setting& setting) {
  const auto& written = read_string(value, setting.key());
  const auto found = std::find(setting.words.begin(), setting.words.end(), written);
  if (found == setting.words.end())
    throw config_error{fmt::format("\"{}\" is {}, but must be \"{}\"", setting.key(), docket::quoted(written),
                                   fmt::join(setting.words, "\" or \""))};
  return static_cast<std::size_t>(found - setting.words.begin());
}

// What payments are asked for by, so it must be what a payment may state.
std::string read_method(const json& value) {
  const auto key = fmt::format("{}.{}", method_group, method_key);
  const auto& method = read_string(value, key);
  if (const auto refused = check_required_text(key, text{method})) throw config_error{refused->message};
  return method;
}

std::filesystem::path read_database(const json& value) {
  const auto& path = read_string(value, database_key);
  if (path.empty()) throw config_error{"\"database\" must name a file"};
  return path;
}

// Reads the text as JSON; a key that stands twice in one object is an error, and not the last one's value.
json parse(std::string_view text) {
  std::vector<std::set<std::string>> seen;
  const auto check = [&seen](int, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::object_start) seen.emplace_back();
    if (event == json::parse_event_t::object_end) seen.pop_back();
    if (event == json::parse_event_t::key && !seen.back().insert(parsed.get<std::string>()).second) {
      throw config_error{fmt::format("the key {} stands twice", docket::quoted(parsed.get<std::string>()))};
    }
    return true;
  };
  try {
    return json::parse(text, check);
  } catch (const json::exception& error) {
    throw config_error{fmt::format("the configuration is not JSON: {}", error.what())};
  }
}

// What stands in the group under this key; null when nothing does.
const json* find(const json& object, std::string_view key) {
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

void read_group(const json& object, std::string_view group, config& into) {
  require_known(object, keys_of_group(group), std::string{group} + ".");
  for (const auto& setting : word_settings()) {
    if (setting.group != group) continue;
    if (const auto* value = find(object, setting.name)) setting.set(into, read_word(*value, setting));
  }
  for (const auto& setting : number_settings()) {
    if (setting.group != group) continue;
    if (const auto* value = find(object, setting.name)) setting.set(into, read_number(*value, setting));
  }
  if (group != method_group) return;
  if (const auto* value = find(object, method_key)) into.fulfilment.payment_method = read_method(*value);
}

} // namespace

config config_from_json(std::string_view text, config base, std::span<const std::string_view> others) {
  const auto whole = parse(text);
  require_known(require_object(whole, "the configuration"), top_keys(others), "");
  for (const auto& [key, value] : whole.items()) {
    if (std::ranges::find(others, key) != others.end()) continue;
    if (key == database_key) {
      base.database = read_database(value);
    } else {
      read_group(require_object(value, fmt::format("\"{}\"", key)), key, base);
    }
  }
  return base;
}

config config_from_file(const std::filesystem::path& file, config base,
                        std::span<const std::string_view> others) {
  const auto text = configuration::config_text(file);
  try {
    return config_from_json(text, std::move(base), others);
  } catch (const config_error& error) {
    throw config_error{fmt::format("{}: {}", file.string(), error.what())};
  }
}

std::string config_to_json(const config& from) {
  nlohmann::ordered_json whole;
  whole[std::string{database_key}] = from.database.string();
  for (const auto group : setting_groups())
    whole[std::string{group}] = nlohmann::ordered_json::object();
  for (const auto& setting : word_settings())
    whole[std::string{setting.group}][std::string{setting.name}] = setting.words[setting.get(from)];
  whole[std::string{method_group}][std::string{method_key}] = from.fulfilment.payment_method;
  for (const auto& setting : number_settings())
    whole[std::string{setting.group}][std::string{setting.name}] = setting.get(from);
  return whole.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace docket
