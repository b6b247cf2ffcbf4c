#include "docket/app/gateways/simulation_settings.hpp"

#include "docket/actors/config.hpp"
#include "docket/actors/configuration/config_text.hpp"
#include "docket/service/settings/settings_group.hpp"
#include "docket/simulation/gateways/gateway_numbers.hpp"

#include <fmt/format.h>

namespace docket::app {
namespace {

using service::settings_group;

constexpr std::string_view poisoned_key = "poisoned";

void read_orders(settings_group& group, std::set<order_id>& into) {
  const auto* stated = group.value(poisoned_key);
  if (!stated) return;
  if (!stated->is_array())
    return group.refuse(poisoned_key,
                        fmt::format("must be an array of orders' ids, not {}", stated->type_name()));
  for (const auto& one : *stated) {
    const auto id = order_id::parse(one.is_string() ? one.get_ref<const std::string&>() : one.dump());
    if (!id) return group.refuse(poisoned_key, fmt::format("names no order: {}", id.error().message));
    into.insert(*id);
  }
}

void read_file(settings_group& group, std::string_view key, std::optional<std::filesystem::path>& into) {
  const auto* stated = group.value(key);
  if (!stated) return;
  if (stated->is_string() && !stated->get_ref<const std::string&>().empty())
    into = stated->get_ref<const std::string&>();
  else
    group.refuse(key, "must name a file");
}

} // namespace

simulation_settings simulation_from_json(std::string_view configuration) {
  settings_group group{configuration, "simulation"};
  simulation_settings read;
  for (const auto& one : gateway_numbers())
    if (const auto stated = group.number(one.name, 0, one.max)) one.set(read.gateways, *stated);
  read_orders(group, read.gateways.poisoned);
  read_file(group, "payments_ledger", read.payments_ledger);
  read_file(group, "shipments_ledger", read.shipments_ledger);
  if (read.gateways.latency_ms_min > read.gateways.latency_ms_max)
    group.refuse("latency_ms_min", fmt::format("must not exceed {}", group.quoted_key("latency_ms_max")));
  group.finish();
  return read;
}

simulation_settings simulation_from_file(const std::optional<std::string>& file) {
  return configuration::settings_from_file<simulation_settings>(file, simulation_from_json);
}

} // namespace docket::app
