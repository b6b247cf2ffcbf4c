#pragma once

#include "docket/actors/config.hpp"
#include "docket/simulation/gateways/simulated_gateway_options.hpp"
#include "docket/simulation/scheduler/schedule.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace docket {

// On what the event log of a scenario is.
enum class scenario_storage : std::uint8_t {
  memory, // The store in memory, whose operations go wrong as a whole.
  sqlite, // The real store on a simulated disk, whose reads, writes and syncs go wrong one by one.
};

// What may go wrong in a scenario, by rates: of 10,000 operations, unless it says otherwise.
enum class scenario_fault : std::uint8_t {
  failed_writes,    // An operation of the store, or of the disk, fails once.
  full_disk,        // There is no room, for a while.
  unknown_outcomes, // A sync fails; whether the commit is durable, a restart finds out.
  failed_reads,
  slow_disk,
  lying_disk, // Says that it has synced, and has not.
  power_cuts, // In the middle of an operation.
  crashes,    // At any step, of 10,000 steps.
  wrong_time, // The wall's clock goes back by a second, an hour or a day, of 10,000 steps.
};

inline constexpr scenario_fault every_scenario_fault[] = {
    scenario_fault::failed_writes, scenario_fault::full_disk, scenario_fault::unknown_outcomes,
    scenario_fault::failed_reads,  scenario_fault::slow_disk, scenario_fault::lying_disk,
    scenario_fault::power_cuts,    scenario_fault::crashes,   scenario_fault::wrong_time,
};

// "failed_writes", ...
[[nodiscard]] std::string_view name_of(scenario_fault fault) noexcept;
[[nodiscard]] std::string_view name_of(scenario_storage storage) noexcept;

// What a client does next: it waits, sends the line, and waits for the answer.
struct client_action {
  std::uint32_t after_ms = 0;
  std::string line;        // A command line, as in docs/commands.md.
  std::uint32_t again = 0; // So many more times at once, with the same id.
};

// One who sends commands, one after the other. What is not answered, or not taken, is sent again with the
// same id, until it is tired of it.
struct client_script {
  std::string name;
  std::uint32_t patience = 20; // Attempts at one command.
  std::vector<client_action> actions;
};

// A shop, its customers and all that goes wrong: everything that a run of it depends on. A file holds it as
// JSON; see to_json().
struct scenario {
  std::string about;      // For people: what went wrong with it, once. Nothing depends on it.
  std::uint64_t seed = 1; // Of all that is drawn while it runs.
  schedule_plan schedule{};
  scenario_storage storage = scenario_storage::memory;
  config engine{};                // Its settings; the seams are the simulation's.
  std::vector<std::string> views; // Names of built-in projections.
  simulated_gateway_options gateways{};
  std::map<scenario_fault, std::uint32_t> faults;
  std::uint32_t faults_end_ms = 20'000; // From then on nothing goes wrong any more.
  std::vector<client_script> clients;
};

// The JSON of a scenario, and back. Throws std::runtime_error with one line that names what is wrong.
[[nodiscard]] std::string to_json(const scenario& what);
[[nodiscard]] scenario scenario_from_json(std::string_view json);

} // namespace docket
