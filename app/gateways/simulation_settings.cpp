#include "docket/app/gateways/simulation_settings.hpp"

#include "docket/actors/config.hpp"
#include "docket/actors/configuration/config_text.hpp"
#include "docket/actors/configuration/nearest_word.hpp"
#include "docket/domain/quoted.hpp"
#include "docket/simulation/gateways/gateway_numbers.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <vector>

namespace docket::app {
namespace {

using nlohmann::json;

constexpr std::string_view poisoned_key = "poisoned";
constexpr std::string_view payments_key = "payments_ledger", shipments_key = "shipments_ledger";

std::string quoted_key(std::string_view key) { return fmt::format("\"simulation.{}\"", key); }

void require_known(const json& group) {
  std::vector<std::string> known;
  for (const auto& one : gateway_numbers())
    known.emplace_back(one.name);
  for (const auto key : {poisoned_key, payments_key, shipments_key})
    known.emplace_back(key);
  for (const auto& [key, value] : group.items()) {
    if (std::ranges::find(known, key) != known.end()) continue;
    const auto meant = configuration::nearest_word(key, known);
    throw config_error{fmt::format("unknown key {}{}", docket::quoted("simulation." + key),
                                   meant.empty() ? fmt::format("; known here are {}", fmt::join(known, ", "))
                                                 : fmt::format("; did you mean {}?", quoted_key(meant)))};
  }
}

std::uint64_t read_number(const json& value, const gateway_number& setting) {
  if (!value.is_number_integer())
    throw config_error{
        fmt::format("{} must be a whole number, not {}", quoted_key(setting.name), value.type_name())};
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > setting.max)
    throw config_error{fmt::format("{} is {}, but must be from 0 to {}", quoted_key(setting.name),
                                   value.dump(), setting.max)};
  return value.get<std::uint64_t>();
}

std::set<order_id> read_orders(const json& value) {
  if (!value.is_array())
    throw config_error{fmt::format("{} must be an array of orders' ids, not {}", quoted_key(poisoned_key),
                                   value.type_name())};
  std::set<order_id> orders;
  for (const auto& one : value) {
    const auto id = order_id::parse(one.is_string() ? one.get_ref<const std::string&>() : one.dump());
    if (!id) throw config_error{fmt::format("{}: {}", quoted_key(poisoned_key), id.error().message)};
    orders.insert(*id);
  }
  return orders;
}

std::filesystem::path read_path(const json& value, std::string_view key) {
  if (!value.is_string() || value.get_ref<const std::string&>().empty())
    throw config_error{fmt::format("{} must name a file", quoted_key(key))};
  return value.get_ref<const std::string&>();
}

simulation_settings read_group(const json& group) {
  if (!group.is_object())
    throw config_error{fmt::format("\"simulation\" must be an object, not {}", group.type_name())};
  require_known(group);
  simulation_settings read;
  for (const auto& setting : gateway_numbers())
    if (const auto found = group.find(setting.name); found != group.end())
      setting.set(read.gateways, read_number(*found, setting));
  if (const auto found = group.find(poisoned_key); found != group.end())
    read.gateways.poisoned = read_orders(*found);
  if (const auto found = group.find(payments_key); found != group.end())
    read.payments_ledger = read_path(*found, payments_key);
  if (const auto found = group.find(shipments_key); found != group.end())
    read.shipments_ledger = read_path(*found, shipments_key);
  if (read.gateways.latency_ms_min > read.gateways.latency_ms_max)
    throw config_error{
        fmt::format("{} must not exceed {}", quoted_key("latency_ms_min"), quoted_key("latency_ms_max"))};
  return read;
}

} // namespace

simulation_settings simulation_from_json(std::string_view configuration) {
  const auto whole = json::parse(configuration, nullptr, false);
  if (!whole.is_object() || !whole.contains("simulation")) return {}; // config_of() has said what is wrong.
  return read_group(whole["simulation"]);
}

simulation_settings simulation_from_file(const std::optional<std::string>& file) {
  return configuration::settings_from_file<simulation_settings>(file, simulation_from_json);
}

} // namespace docket::app
