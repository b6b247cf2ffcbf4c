#include "docket/app/commands.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/program/when_chosen.hpp"
#include "docket/app/read/history_text.hpp"
#include "docket/app/read/open_log.hpp"

#include <CLI/CLI.hpp>
#include <memory>

namespace docket::app {
namespace {

struct history_options {
  std::string order;
  bool json = false;
};

constexpr auto examples = R"(Examples:
  docket history order-001
  docket history order-001 --json | jq -r '.events[] | [.version, .occurredAt, .type] | @tsv')";

exit_status run_history(invocation& call, const history_options& options) {
  const auto id = order_from_argument(options.order);
  const auto log = open_log(call);
  const auto history = read_order_history(*log, id);
  if (history.empty()) no_such_order(call, id);
  call.out.write(options.json ? history_json(id, history) + "\n" : history_text(id, history));
  return exit_status::well;
}

} // namespace

void add_history_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("history", "Tell what happened to an order, event by event");
  const auto options = std::make_shared<history_options>();
  command->add_option("ORDER", options->order, "The order's id")->required();
  command->add_flag("--json", options->json, "Print one JSON object");
  add_database_option(*command, call);
  command->footer(examples);
  when_chosen(*command, call, options, run_history);
}

} // namespace docket::app
