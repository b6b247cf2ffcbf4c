#include "docket/app/options/database_option.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/app/program/stop_signals.hpp"
#include "docket/app/program/system_time.hpp"
#include "docket/app/projections/catch_up.hpp"
#include "docket/app/projections/known_projections.hpp"
#include "docket/app/projections/own_views.hpp"
#include "docket/app/projections/projection_commands.hpp"
#include "docket/app/read/open_log.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

namespace docket::app {
namespace {

using json = nlohmann::ordered_json;

struct rebuild_command_options {
  std::vector<std::string> names;
  bool compare = false;
  bool switches = true;
  bool json = false;
};

// What became of one.
struct rebuilt {
  std::string name;
  std::uint32_t generation = 0;
  position reached{};
  bool resumed = false, switched = false;
  std::optional<view_diff> diff;
};

constexpr auto rebuild_footer =
    R"(The next generation is built beside the live one, which questions read until the new one is switched to, in one
transaction. Interrupted, or killed, it goes on where it was when it is started again; docket projections cancel gives
it up.

Examples:
  docket projections rebuild order_list
  docket projections rebuild --diff          all of them, each compared with its old generation)";

constexpr auto diff_footer =
    R"(The view is built anew, both are brought to one position and compared row by row, and what was built is removed.
Exit status 1 when they are not the same.

Examples:
  docket projections diff order_list
  docket projections diff --json)";

json json_of(const view_diff& diff) {
  json object{{"same", diff.same()},
              {"rows", diff.rows},
              {"rowsDiffering", diff.rows_differing},
              {"tablesOfOne", diff.tables_of_one},
              {"notCompared", diff.not_compared},
              {"first", json::array()}};
  for (const auto& row : diff.first)
    object["first"].push_back({{"table", row.table},
                               {"old", row.in_old ? json(*row.in_old) : json(nullptr)},
                               {"new", row.in_new ? json(*row.in_new) : json(nullptr)}});
  return object;
}

json json_of(const rebuilt& one) {
  json object{{"name", one.name},
              {"generation", one.generation},
              {"position", value(one.reached)},
              {"resumed", one.resumed},
              {"switched", one.switched}};
  if (one.diff) object["diff"] = json_of(*one.diff);
  return object;
}

std::string diff_text(const view_diff& diff) {
  if (diff.same())
    return fmt::format("  {} the same as the old one's\n", counted(diff.rows, "row is", "rows are"));
  auto text = fmt::format("  {} not the same, {} the same\n",
                          counted(diff.rows_differing, "row is", "rows are"), grouped(diff.rows));
  for (const auto& table : diff.tables_of_one)
    text += fmt::format("  only one of them has the table {}\n", printable(table));
  for (const auto& row : diff.first)
    text += fmt::format("  {}\n    old: {}\n    new: {}\n", row.table, printable(row.in_old.value_or("-")),
                        printable(row.in_new.value_or("-")));
  return text;
}

std::string text_of(const rebuilt& one) {
  auto text = fmt::format("{}: generation {} was built up to position {}{}\n", one.name, one.generation,
                          grouped(value(one.reached)), one.switched ? " and is live" : "");
  if (one.diff) text += diff_text(*one.diff);
  return text;
}

// Brings both to one position and compares them.
view_diff compare(view_rebuild& rebuild, views_folder& folder, const projection_factory& make,
                  log_reader& log, const batch_watch& watch) {
  const auto live = catch_up(folder, make, log);
  if (!build_to(live.runner->position(), rebuild, log, watch)) throw command_failed{"interrupted"};
  return rebuild.compare_with_live();
}

bool has_same_version(views_folder& folder, const projection& one) {
  const auto known = folder.registry().find(one.name());
  return known && known->live && known->live->version == one.version();
}

rebuilt rebuild_one(views_folder& folder, const projection_factory& make, log_reader& log,
                    const rebuild_command_options& options, const stop_signals& signals) {
  view_rebuild rebuild{folder, make, system_time()};
  rebuilt result{std::string{make()->name()}, rebuild.generation().number, {}, rebuild.resumed(), false, {}};
  const auto watch = [&signals](position) { return signals.caught() == 0; };
  if (!build_to(log.head().position, rebuild, log, watch))
    throw command_failed{
        fmt::format("interrupted at position {}; docket projections rebuild {} goes on there",
                    value(rebuild.runner().position()), result.name)};
  if (options.compare && has_same_version(folder, *make()))
    result.diff = compare(rebuild, folder, make, log, watch);
  result.reached = rebuild.runner().position();
  result.switched = options.switches;
  if (options.switches)
    static_cast<void>(std::move(rebuild).switch_over());
  else
    std::move(rebuild).cancel();
  return result;
}

exit_status run_rebuild(invocation& call, const rebuild_command_options& options) {
  const auto chosen = chosen_projections(options.names);
  const auto log = open_log(call);
  const auto own = own_views(call);
  auto& folder = *own;
  const stop_signals signals;
  json object{{"projections", json::array()}};
  bool same = true;
  for (const auto& make : chosen) {
    const auto one = rebuild_one(folder, make, *log, options, signals);
    if (!options.json) call.out.write(text_of(one));
    object["projections"].push_back(json_of(one));
    same = same && (!one.diff || one.diff->same());
  }
  if (options.json) call.out.write(object.dump(-1, ' ', false, json::error_handler_t::replace) + "\n");
  return same || options.switches ? exit_status::well : exit_status::failed;
}

void add(CLI::App& command, invocation& call, const std::shared_ptr<rebuild_command_options>& options,
         const char* footer) {
  command.add_option("NAME", options->names, "Only these; all unless given");
  command.add_flag("--json", options->json, "Print one JSON object");
  add_database_option(command, call);
  command.footer(footer);
  command.callback(
      [&call, options] { call.action = [&call, options] { return run_rebuild(call, *options); }; });
}

exit_status run_cancel(invocation& call, const std::string& name) {
  const auto make = known_projection(name);
  const auto log = open_log(call);
  const auto own = own_views(call);
  auto& folder = *own;
  const auto known = folder.registry().find(name);
  if (!known || !known->building) throw command_failed{fmt::format("the view {} is not being rebuilt", name)};
  folder.registry().give_up_building(name);
  folder.remove_unnamed();
  call.out.write(fmt::format("The rebuild of {} is given up; questions read generation {}\n", name,
                             known->live ? known->live->number : 0));
  return exit_status::well;
}

} // namespace

void add_projections_rebuild_command(CLI::App& projections, invocation& call) {
  auto* command = projections.add_subcommand("rebuild", "Build views anew beside the live ones, and switch");
  const auto options = std::make_shared<rebuild_command_options>();
  command->add_flag("--diff", options->compare, "Say first what is different from the old one");
  add(*command, call, options, rebuild_footer);
}

void add_projections_diff_command(CLI::App& projections, invocation& call) {
  auto* command = projections.add_subcommand("diff", "Build views anew and compare them, changing nothing");
  const auto options = std::make_shared<rebuild_command_options>();
  options->compare = true;
  options->switches = false;
  add(*command, call, options, diff_footer);
}

void add_projections_cancel_command(CLI::App& projections, invocation& call) {
  auto* command = projections.add_subcommand("cancel", "Give up a rebuild that was interrupted");
  const auto name = std::make_shared<std::string>();
  command->add_option("NAME", *name, "The projection")->required();
  add_database_option(*command, call);
  command->callback([&call, name] { call.action = [&call, name] { return run_cancel(call, *name); }; });
}

} // namespace docket::app
