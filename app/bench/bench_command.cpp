#include "docket/app/bench/measure.hpp"
#include "docket/app/bench/read_side/measure_read_side.hpp"
#include "docket/app/bench/report.hpp"
#include "docket/app/bench/status_line.hpp"
#include "docket/app/commands.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/program/stop_signals.hpp"
#include "docket/app/program/when_chosen.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <memory>
#include <string>
#include <vector>

namespace docket::app {
namespace {

using namespace bench;

constexpr auto examples = R"(Examples:
  docket bench                            everything, in some minutes
  docket bench --quick                    a first look, within a minute
  docket bench --only flight-512,limit    some of it
  docket bench --db /mnt/fast --json      on another disk, for a program

Databases are made in a folder of their own, in the folder PATH or beside the file PATH, and deleted at the end.)";

struct bench_command_options {
  bool json = false;
  bool quick = false;
  std::vector<std::string> only;
  std::string config_file;
  std::uint64_t seed = 1;
};

struct measurement {
  std::string name;
  std::function<void(const bench_room&, figures&)> run;
};

void keep_growth(const bench_room& room, figures& into) {
  auto measured = measure_growth(room);
  into.growth = std::move(measured.growth);
  into.disk = measured.disk;
}

void add_read_side(std::vector<measurement>& all) {
  all.push_back({"rebuild", [](const bench_room& room, figures& into) {
                   into.read_side.rebuild = measure_rebuild(room);
                 }});
  all.push_back({"following", [](const bench_room& room, figures& into) {
                   into.read_side.following = measure_following(room);
                 }});
  all.push_back({"full-load", [](const bench_room& room, figures& into) {
                   into.read_side.full_load = measure_full_load(room);
                 }});
  all.push_back({"queries", [](const bench_room& room, figures& into) {
                   into.read_side.queries = measure_queries(room);
                 }});
  all.push_back({"own-writes", [](const bench_room& room, figures& into) {
                   into.read_side.own_writes = measure_own_writes(room);
                 }});
}

// In the order in which they run.
std::vector<measurement> measurements() {
  std::vector<measurement> all{
      {"restart", // First: memory that others gave back to the allocator would not be seen to grow.
       [](const bench_room& room, figures& into) { into.restart = measure_restart(room); }},
      {"fsync", [](const bench_room& room, figures& into) { into.fsync = measure_fsync(room); }},
      {"limit", [](const bench_room& room, figures& into) { into.limit = measure_limit(room); }}};
  for (const auto in_flight : flights)
    all.push_back({fmt::format("flight-{}", in_flight), [in_flight](const bench_room& room, figures& into) {
                     into.flights.push_back(measure_flight(room, in_flight));
                   }});
  all.push_back({"hot", [](const bench_room& room, figures& into) { into.hot = measure_hot_stream(room); }});
  all.push_back(
      {"hydration", [](const bench_room& room, figures& into) { into.hydration = measure_hydration(room); }});
  all.push_back(
      {"memory", [](const bench_room& room, figures& into) { into.memory = measure_memory(room); }});
  all.push_back({"growth", keep_growth});
  all.push_back({"fulfilment",
                 [](const bench_room& room, figures& into) { into.fulfilment = measure_fulfilment(room); }});
  add_read_side(all);
  return all;
}

std::vector<std::string> names_of(const std::vector<measurement>& all) {
  std::vector<std::string> names;
  for (const auto& one : all)
    names.push_back(one.name);
  return names;
}

bool wanted(const bench_command_options& options, const std::string& name) {
  return options.only.empty() ||
         std::find(options.only.begin(), options.only.end(), name) != options.only.end();
}

// Thrown out of the measurement that is under way, so that its engine and its files go with it.
struct stopped {
  int signal;
};

figures run_measurements(const bench_command_options& options, const bench_plan& plan, const config& settings,
                         const scratch_folder& scratch) {
  const stop_signals signals;
  status_line status;
  const auto watch = [&] {
    if (const int signal = signals.caught()) throw stopped{signal};
  };
  const auto tell = [&](const std::string& what) {
    watch();
    status.show(what);
  };
  const bench_room room{plan, scratch, settings, options.seed, tell, watch};
  const auto begun = std::chrono::steady_clock::now();
  figures measured;
  for (const auto& one : measurements())
    if (wanted(options, one.name)) one.run(room, measured);
  measured.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return measured;
}

exit_status run_bench(invocation& call, const bench_command_options& options) {
  const auto settings = options.config_file.empty() ? config{} : config_from_file(options.config_file);
  const scratch_folder scratch{call.database_or_default()};
  const auto plan = options.quick ? quick_plan() : bench_plan{};
  const auto where = this_machine(scratch);
  try {
    const auto measured = run_measurements(options, plan, settings, scratch);
    const report result{plan, options.quick, options.seed, settings, where, measured};
    call.out.write(options.json ? report_json(result) : report_text(result));
    return exit_status::well;
  } catch (const stopped& by) {
    complain(fmt::format("stopped by {}; nothing is printed of what was measured", signal_name(by.signal)));
    return ended_by_signal(by.signal);
  }
}

} // namespace

void add_bench_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("bench", "Measure the engine against what SQLite itself can do");
  const auto options = std::make_shared<bench_command_options>();
  command->add_flag("--quick", options->quick, "Measure less, within a minute");
  command->add_option("--only", options->only, "Only these measurements")
      ->delimiter(',')
      ->type_name("NAME,...")
      ->check(CLI::IsMember(names_of(measurements())));
  command->add_option("--seed", options->seed, "For the orders' ids and contents")->capture_default_str();
  command->add_option("--config", options->config_file, "Settings of the engine, see docs/configuration.md")
      ->type_name("FILE");
  command->add_flag("--json", options->json, "Print one JSON object");
  add_database_option(*command, call, ".", "Where databases are made and deleted");
  command->footer(examples);
  when_chosen(*command, call, options, run_bench);
}

} // namespace docket::app
