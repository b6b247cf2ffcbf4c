#include "docket/app/configuration/all_settings.hpp"

#include "docket/app/options/config_option.hpp"
#include "docket/simulation/gateways/gateway_numbers.hpp"

#include <nlohmann/json.hpp>

namespace docket::app {
namespace {

using json = nlohmann::ordered_json;

json json_of(const simulation_settings& simulation) {
  json group = json::object();
  for (const auto& one : gateway_numbers())
    group[std::string{one.name}] = one.get(simulation.gateways);
  group["poisoned"] = json::array();
  for (const auto& order : simulation.gateways.poisoned)
    group["poisoned"].push_back(std::string{order.view()});
  if (simulation.payments_ledger) group["payments_ledger"] = simulation.payments_ledger->string();
  if (simulation.shipments_ledger) group["shipments_ledger"] = simulation.shipments_ledger->string();
  return group;
}

} // namespace

all_settings all_settings_from_json(std::string_view text) {
  return {config_from_json(text, {}, program_groups()), simulation_from_json(text),
          service::service_from_json(text), service::tracing_from_json(text)};
}

std::string to_json(const all_settings& settings) {
  auto whole = json::parse(config_to_json(settings.engine));
  whole["simulation"] = json_of(settings.simulation);
  whole["http"] = json::parse(service::to_json(settings.http));
  whole[std::string{service::tracing_group}] = json::parse(service::to_json(settings.tracing));
  return whole.dump(2, ' ', false, json::error_handler_t::replace);
}

} // namespace docket::app
