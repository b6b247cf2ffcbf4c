#include "docket/actors/config.hpp"

#include "docket/actors/configuration/nearest_word.hpp"
#include "docket/actors/configuration/settings.hpp"
#include "docket/domain/quoted.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <vector>

namespace docket {
namespace {

using configuration::name_of;
using configuration::number_setting;
using configuration::number_settings;
using nlohmann::json;

constexpr std::string_view database_key = "database";
constexpr std::string_view payments_key = "payments"; // In `orders`.

std::vector<std::string> keys_of_group(std::string_view group) {
  std::vector<std::string> result;
  for (const auto& setting : number_settings()) {
    if (setting.group == group) result.emplace_back(setting.name);
  }
  if (group == "orders") result.emplace_back(payments_key);
  return result;
}

std::vector<std::string> top_keys() {
  std::vector<std::string> result{std::string{database_key}};
  for (const auto& setting : number_settings()) {
    if (result.back() != setting.group) result.emplace_back(setting.group);
  }
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

payment_policy read_payments(const json& value) {
  const auto& name = read_string(value, "orders.payments");
  for (const auto policy : {payment_policy::exact, payment_policy::split}) {
    if (name == name_of(policy)) return policy;
  }
  throw config_error{
      fmt::format("\"orders.payments\" is {}, but must be \"exact\" or \"split\"", docket::quoted(name))};
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

void read_group(const json& object, std::string_view group, config& into) {
  require_known(object, keys_of_group(group), std::string{group} + ".");
  for (const auto& setting : number_settings()) {
    if (setting.group != group || !object.contains(setting.name)) continue;
    setting.set(into, read_number(object.at(std::string{setting.name}), setting));
  }
  if (group == "orders" && object.contains(payments_key)) {
    into.orders.payments = read_payments(object.at(std::string{payments_key}));
  }
}

std::string text_of(const std::filesystem::path& file) {
  const auto cannot = [&file](std::string_view why) {
    return config_error{fmt::format("cannot read the configuration {}: {}", file.string(), why)};
  };
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) throw cannot("it is a directory");
  std::ifstream in{file, std::ios::binary};
  if (!in) throw cannot(std::strerror(errno));
  return {std::istreambuf_iterator<char>{in}, {}};
}

} // namespace

config config_from_json(std::string_view text, config base) {
  const auto whole = parse(text);
  require_known(require_object(whole, "the configuration"), top_keys(), "");
  for (const auto& [key, value] : whole.items()) {
    if (key == database_key) {
      base.database = read_database(value);
    } else {
      read_group(require_object(value, fmt::format("\"{}\"", key)), key, base);
    }
  }
  return base;
}

config config_from_file(const std::filesystem::path& file, config base) {
  const auto text = text_of(file);
  try {
    return config_from_json(text, std::move(base));
  } catch (const config_error& error) {
    throw config_error{fmt::format("{}: {}", file.string(), error.what())};
  }
}

std::string config_to_json(const config& from) {
  nlohmann::ordered_json whole;
  whole[std::string{database_key}] = from.database.string();
  for (const auto& setting : number_settings()) {
    whole[std::string{setting.group}][std::string{setting.name}] = setting.get(from);
  }
  whole["orders"][std::string{payments_key}] = name_of(from.orders.payments);
  return whole.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace docket
