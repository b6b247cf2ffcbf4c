#include "docket/simulation/gateways/gateway_numbers.hpp"
#include "docket/simulation/shop/scenario.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iterator>
#include <stdexcept>
#include <utility>

namespace docket {
namespace {

using json = nlohmann::ordered_json;

constexpr schedule_kind schedule_kinds[] = {schedule_kind::random, schedule_kind::priority,
                                            schedule_kind::starving, schedule_kind::replay};
constexpr scenario_storage storages[] = {scenario_storage::memory, scenario_storage::sqlite};

template <class Value, std::size_t Count>
Value named(const Value (&all)[Count], const std::string& name) {
  for (const auto one : all)
    if (name_of(one) == name) return one;
  throw std::runtime_error{fmt::format("there is no \"{}\" here", name)};
}

json to_object(const schedule_plan& plan) {
  json object{{"kind", name_of(plan.kind)},
              {"seed", plan.seed},
              {"depth", plan.depth},
              {"steps", plan.steps},
              {"passes", plan.passes}};
  if (!plan.choices.empty()) object["choices"] = plan.choices;
  return object;
}

schedule_plan plan_from(const json& object) {
  schedule_plan plan;
  plan.kind = named(schedule_kinds, object.at("kind").get<std::string>());
  plan.seed = object.value("seed", plan.seed);
  plan.depth = object.value("depth", plan.depth);
  plan.steps = object.value("steps", plan.steps);
  plan.passes = object.value("passes", plan.passes);
  plan.choices = object.value("choices", plan.choices);
  return plan;
}

json to_object(const simulated_gateway_options& options) {
  json object = json::object();
  for (const auto& number : gateway_numbers())
    object[std::string{number.name}] = number.get(options);
  return object;
}

simulated_gateway_options gateways_from(const json& object) {
  simulated_gateway_options options;
  for (const auto& number : gateway_numbers())
    if (const auto found = object.find(number.name); found != object.end())
      number.set(options, found->get<std::uint64_t>());
  return options;
}

json to_object(const client_script& client) {
  json actions = json::array();
  for (const auto& action : client.actions) {
    json one{{"afterMs", action.after_ms}, {"send", json::parse(action.line)}};
    if (action.again > 0) one["again"] = action.again;
    actions.push_back(std::move(one));
  }
  return {{"name", client.name}, {"patience", client.patience}, {"actions", std::move(actions)}};
}

client_script client_from(const json& object) {
  client_script client;
  client.name = object.at("name").get<std::string>();
  client.patience = object.value("patience", client.patience);
  for (const auto& one : object.at("actions"))
    client.actions.push_back({one.value("afterMs", std::uint32_t{0}), one.at("send").dump(),
                              one.value("again", std::uint32_t{0})});
  return client;
}

scenario read(const json& object) {
  scenario s;
  s.about = object.value("about", s.about);
  s.seed = object.at("seed").get<std::uint64_t>();
  s.schedule = plan_from(object.at("schedule"));
  s.storage = named(storages, object.at("storage").get<std::string>());
  s.engine = config_from_json(object.at("engine").dump());
  s.views = object.value("views", s.views);
  s.gateways = gateways_from(object.at("gateways"));
  for (const auto& [name, rate] : object.at("faults").items())
    s.faults[named(every_scenario_fault, name)] = rate.get<std::uint32_t>();
  s.faults_end_ms = object.value("faultsEndMs", s.faults_end_ms);
  for (const auto& client : object.at("clients"))
    s.clients.push_back(client_from(client));
  return s;
}

} // namespace

std::string_view name_of(scenario_fault fault) noexcept {
  switch (fault) {
  case scenario_fault::failed_writes: return "failed_writes";
  case scenario_fault::full_disk: return "full_disk";
  case scenario_fault::unknown_outcomes: return "unknown_outcomes";
  case scenario_fault::failed_reads: return "failed_reads";
  case scenario_fault::slow_disk: return "slow_disk";
  case scenario_fault::lying_disk: return "lying_disk";
  case scenario_fault::power_cuts: return "power_cuts";
  case scenario_fault::crashes: return "crashes";
  case scenario_fault::wrong_time: return "wrong_time";
  }
  return "none";
}

std::string_view name_of(scenario_storage storage) noexcept {
  return storage == scenario_storage::memory ? "memory" : "sqlite";
}

std::string to_json(const scenario& what) {
  json faults = json::object();
  for (const auto& [fault, rate] : what.faults)
    faults[std::string{name_of(fault)}] = rate;
  json clients = json::array();
  for (const auto& client : what.clients)
    clients.push_back(to_object(client));
  json object = json::object();
  if (!what.about.empty()) object["about"] = what.about;
  object.update({{"seed", what.seed},
                 {"schedule", to_object(what.schedule)},
                 {"storage", name_of(what.storage)},
                 {"engine", json::parse(config_to_json(what.engine))},
                 {"views", what.views},
                 {"gateways", to_object(what.gateways)},
                 {"faults", std::move(faults)},
                 {"faultsEndMs", what.faults_end_ms},
                 {"clients", std::move(clients)}});
  return object.dump(1);
}

scenario scenario_from_json(std::string_view text) {
  try {
    return read(json::parse(text));
  } catch (const json::exception& error) {
    throw std::runtime_error{fmt::format("this is no scenario: {}", error.what())};
  } catch (const config_error& error) {
    throw std::runtime_error{fmt::format("this is no scenario: \"engine\": {}", error.what())};
  }
}

} // namespace docket
