#include "docket/app/fulfilment/fulfilment_commands.hpp"
#include "docket/app/fulfilment/require_fulfilment.hpp"
#include "docket/app/fulfilment/show_text.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/program/as_called.hpp"
#include "docket/app/program/when_chosen.hpp"
#include "docket/app/read/open_log.hpp"

#include <CLI/CLI.hpp>
#include <memory>

namespace docket::app {
namespace {

struct show_options {
  std::string order;
  bool json = false;
};

constexpr auto footer = R"(Examples:
  docket fulfilment show order-001
  docket fulfilment show order-001 --json | jq '.steps[] | select(.outcome == "open")')";

exit_status run_show(invocation& call, const show_options& options) {
  const auto id = order_from_argument(options.order);
  const auto log = open_log(call);
  auto history = read_fulfilment_history(*log, id);
  if (!history) no_such_fulfilment(*log, id, call.database_or_default());
  const fulfilment_report report{std::move(*history), read_payment(*log, payment_id{id.view()}),
                                 read_shipment(*log, shipment_id{id.view()})};
  call.out.write(options.json ? show_json(report) + "\n"
                              : show_text(report, as_called(call.program, call.database)));
  return exit_status::well;
}

} // namespace

void add_fulfilment_show_command(CLI::App& fulfilment, invocation& call) {
  auto* command = fulfilment.add_subcommand("show", "Show an order's fulfilment, step by step");
  const auto options = std::make_shared<show_options>();
  command->add_option("ORDER", options->order, "The order's id")->required();
  command->add_flag("--json", options->json, "Print one JSON object");
  add_database_option(*command, call);
  command->footer(footer);
  when_chosen(*command, call, options, run_show);
}

} // namespace docket::app
