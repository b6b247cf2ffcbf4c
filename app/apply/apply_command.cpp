#include "docket/app/apply/apply_options.hpp"
#include "docket/app/apply/run_apply.hpp"
#include "docket/app/commands.hpp"
#include "docket/app/options/config_option.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/program/when_chosen.hpp"

#include <CLI/CLI.hpp>
#include <map>
#include <memory>

namespace docket::app {
namespace {

constexpr auto footer = R"(Each line is one command, a JSON object; docs/commands.md has them all:
  {"command":"receiveStock","productId":"widget","commandId":"c0","quantity":250}
  {"command":"createOrder","orderId":"order-001","commandId":"c1","customerId":"cust-1","currency":"USD"}
  {"command":"addItem","orderId":"order-001","commandId":"c2","productId":"widget","quantity":2,"unitPrice":"29.99"}

A refused or malformed line never stops the run. A line with a commandId takes effect once, however often the file is
applied; so after an interruption, apply the same file again.

With --fulfilment, or fulfilment.mode in the configuration, placed orders are carried through payment, stock and
shipment, on a simulated payment provider and carrier; the run then waits until every fulfilment that can end has
ended. One that is interrupted goes on in the next such run.

Examples:
  docket apply orders.jsonl
  docket apply orders.jsonl --rejects rejects.jsonl
  zcat orders.jsonl.gz | docket apply - --payments split --json
  jq -r .original rejects.jsonl | docket apply -     the refused ones once more
  docket apply orders.jsonl --fulfilment pay_first
  docket apply /dev/null --fulfilment pay_first      only goes on with what is open

Exit status: 0 every line was accepted or had been before, and every fulfilment ended; 1 a line was refused or
malformed, a fulfilment is parked, or the run failed; 2 wrong usage or configuration; 130 or 143 ended by SIGINT or
SIGTERM, with what was in flight finished.)";

void add_files(CLI::App& command, apply_options& options) {
  command.add_option("FILE", options.input, "The command lines; - for standard input")->required();
  command
      .add_option("--rejects", options.rejects, "Write refused and malformed lines here, with the reasons")
      ->type_name("FILE");
  command
      .add_option("--receipts", options.receipts, "Write here each line that is durable, as soon as it is")
      ->type_name("FILE");
  add_config_option(command, options.config_file);
}

void add_settings(CLI::App& command, apply_options& options) {
  static const std::map<std::string, payment_policy> policies{{"exact", payment_policy::exact},
                                                              {"split", payment_policy::split}};
  command
      .add_option("--concurrency", options.concurrency,
                  "Commands in flight; fewer when the queues hold fewer")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}).description(""))
      ->capture_default_str();
  command
      .add_option_function<std::string>(
          "--payments", [&options](const std::string& name) { options.payments = policies.at(name); },
          "One payment of the amount due, or several (default: exact)")
      ->type_name("exact|split")
      ->check(CLI::IsMember({"exact", "split"}).description(""));
  static const std::map<std::string, fulfilment_mode> modes{
      {"manual", fulfilment_mode::manual},
      {"pay_first", fulfilment_mode::pay_first},
      {"reserve_first", fulfilment_mode::reserve_first}};
  command
      .add_option_function<std::string>(
          "--fulfilment", [&options](const std::string& name) { options.fulfilment = modes.at(name); },
          "Who carries placed orders to the customer (default: manual)")
      ->type_name("manual|pay_first|reserve_first")
      ->check(CLI::IsMember({"manual", "pay_first", "reserve_first"}).description(""));
  command.add_flag("--json", options.json, "Print the summary as one JSON object");
}

} // namespace

void add_apply_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("apply", "Run the commands of a file");
  const auto options = std::make_shared<apply_options>();
  add_files(*command, *options);
  add_settings(*command, *options);
  add_database_option(*command, call);
  command->footer(footer);
  when_chosen(*command, call, options, run_apply);
}

} // namespace docket::app
