#include "docket/app/options/database_option.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/table.hpp"
#include "docket/app/projections/catch_up.hpp"
#include "docket/app/projections/known_projections.hpp"
#include "docket/app/projections/own_views.hpp"
#include "docket/app/projections/projection_commands.hpp"
#include "docket/app/read/open_log.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>

namespace docket::app {
namespace {

using json = nlohmann::ordered_json;

struct catch_up_options {
  std::vector<std::string> names;
  bool json = false;
};

constexpr auto footer =
    R"(Questions do this by themselves for the one view that they read. Those that are of an older version of docket are
built anew.

Examples:
  docket projections catch-up
  docket projections catch-up order_list stock_levels)";

exit_status run_catch_up(invocation& call, const catch_up_options& options) {
  const auto chosen = chosen_projections(options.names);
  const auto log = open_log(call);
  const auto own = own_views(call);
  auto& folder = *own;
  auto object = json{{"projections", json::array()}};
  table rows{{side::left, side::right}};
  for (const auto& make : chosen) {
    const auto kept = catch_up(folder, make, *log);
    const auto reached = value(kept.runner->position());
    object["projections"].push_back({{"name", kept.kept->name()}, {"position", reached}});
    rows.add({std::string{kept.kept->name()}, grouped(reached)});
  }
  call.out.write(options.json ? object.dump() + "\n"
                              : "Views and the position that each has reached\n\n" + rows.text());
  return exit_status::well;
}

} // namespace

void add_projections_catch_up_command(CLI::App& projections, invocation& call) {
  auto* command = projections.add_subcommand("catch-up", "Bring views to the end of the log");
  const auto options = std::make_shared<catch_up_options>();
  command->add_option("NAME", options->names, "Only these; all unless given");
  command->add_flag("--json", options->json, "Print one JSON object");
  add_database_option(*command, call);
  command->footer(footer);
  command->callback(
      [&call, options] { call.action = [&call, options] { return run_catch_up(call, *options); }; });
}

} // namespace docket::app
