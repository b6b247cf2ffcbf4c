#include "docket/app/gateways/simulation_settings.hpp"

#include "docket/actors/config.hpp"
#include "docket/actors/configuration/nearest_word.hpp"
#include "docket/domain/quoted.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <vector>

namespace docket::app {
namespace {

using nlohmann::json;
using options = simulated_gateway_options;

template <auto Member>
constexpr simulation_number number(std::string_view name, std::uint64_t max) {
  return {name, max, [](const options& from) { return std::uint64_t{from.*Member}; },
          [](options& to, std::uint64_t value) {
            to.*Member = static_cast<std::remove_reference_t<decltype(to.*Member)>>(value);
          }};
}

constexpr std::uint64_t rate_max = 10'000;
constexpr std::uint64_t day_ms = 86'400'000;

constexpr std::array numbers{number<&options::seed>("seed", std::numeric_limits<std::uint64_t>::max()),
                             number<&options::latency_ms_min>("latency_ms_min", day_ms),
                             number<&options::latency_ms_max>("latency_ms_max", day_ms),
                             number<&options::declines>("declines", rate_max),
                             number<&options::timeouts_before_effect>("timeouts_before_effect", rate_max),
                             number<&options::timeouts_after_effect>("timeouts_after_effect", rate_max),
                             number<&options::transient_failures>("transient_failures", rate_max),
                             number<&options::duplicate_answers>("duplicate_answers", rate_max),
                             number<&options::late_answers>("late_answers", rate_max),
                             number<&options::late_by_ms>("late_by_ms", day_ms),
                             number<&options::faulty_attempts>("faulty_attempts", 1'000'000),
                             number<&options::transit_ms>("transit_ms", day_ms),
                             number<&options::refusals>("refusals", rate_max)};

constexpr std::string_view poisoned_key = "poisoned";
constexpr std::string_view payments_key = "payments_ledger", shipments_key = "shipments_ledger";

std::string quoted_key(std::string_view key) { return fmt::format("\"simulation.{}\"", key); }

void require_known(const json& group) {
  std::vector<std::string> known;
  for (const auto& one : numbers)
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

std::uint64_t read_number(const json& value, const simulation_number& setting) {
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
  for (const auto& setting : numbers)
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

std::span<const simulation_number> simulation_numbers() noexcept { return numbers; }

simulation_settings simulation_from_json(std::string_view configuration) {
  const auto whole = json::parse(configuration, nullptr, false);
  if (!whole.is_object() || !whole.contains("simulation")) return {}; // config_of() has said what is wrong.
  return read_group(whole["simulation"]);
}

simulation_settings simulation_from_file(const std::optional<std::string>& file) {
  if (!file) return {};
  std::ifstream in{*file, std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  try {
    return simulation_from_json(text);
  } catch (const config_error& error) {
    throw config_error{fmt::format("{}: {}", *file, error.what())};
  }
}

} // namespace docket::app
