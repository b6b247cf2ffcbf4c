#include "docket/actors/engine.hpp"
#include "docket/app/fulfilment/fulfilment_commands.hpp"
#include "docket/app/fulfilment/require_fulfilment.hpp"
#include "docket/app/options/config_option.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/app/program/when_chosen.hpp"
#include "docket/app/read/open_log.hpp"
#include "docket/domain/stated.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <functional>
#include <future>
#include <memory>

namespace docket::app {
namespace {

struct repair_options {
  std::string order;
  std::string reason; // Of abandon.
  std::string user;
  std::optional<std::string> config_file;
};

constexpr auto retry_footer =
    R"(A fulfilment is parked when a step did not succeed as often as it may be asked. Afterwards each of its open
steps is asked again, from the first attempt, when docket runs with automatic fulfilment.

Examples:
  docket fulfilment retry order-001
  docket apply /dev/null --fulfilment pay_first      carries out what is open)";

constexpr auto abandon_footer =
    R"(What was done is undone: the payment given back or voided, reservations released, the parcel recalled, the
order cancelled; but not the step that it was parked at, which people have to see to themselves. It is carried out
when docket runs with automatic fulfilment.

Examples:
  docket fulfilment abandon order-001 --reason "sold in the shop"
  docket apply /dev/null --fulfilment pay_first      carries out what is open)";

using repair = std::function<std::future<command_result>(engine&, const order_id&, command_options)>;

// Looked up first, so that a wrong path or order makes no database.
void require_fulfilment(const config& settings, const order_id& order) {
  const auto log = open_sqlite_reader(settings.database);
  if (!read_fulfilment(*log, order)) no_such_fulfilment(*log, order, settings.database);
}

// With fulfilments at rest: what people want is written down, and nobody outside is asked.
fulfilment_view carry_out(const repair_options& options, config settings, const order_id& order,
                          const repair& what) {
  settings.fulfilment.mode = fulfilment_mode::manual;
  engine opened{std::move(settings)};
  const auto answer = what(opened, order, {.user = text{options.user}}).get();
  if (!answer) throw command_failed{answer.error().message};
  auto now = opened.fulfilment(order.view()).now();
  opened.stop();
  return std::move(now.value());
}

exit_status run_repair(invocation& call, const repair_options& options, const repair& what) {
  const auto order = order_from_argument(options.order);
  if (const auto refused = check_text("--user", text{options.user})) throw usage_error{refused->message};
  const auto settings = config_of(call, options.config_file);
  require_fulfilment(settings, order);
  const auto now = carry_out(options, settings, order, what);
  const auto* content = content_of(now.state);
  const bool goes_on = content && !content->open.empty();
  call.out.write(
      fmt::format("The fulfilment of order {} is {}{}\n", order.view(), phase_name(now.state),
                  goes_on ? "; its open steps are asked for when docket runs with --fulfilment" : ""));
  return exit_status::well;
}

exit_status run_retry(invocation& call, const repair_options& options) {
  return run_repair(call, options, [](engine& with, const order_id& order, command_options stated) {
    return with.retry_fulfilment(order, std::move(stated));
  });
}

exit_status run_abandon(invocation& call, const repair_options& options) {
  const text reason{options.reason};
  if (const auto refused = check_required_text("--reason", reason)) throw usage_error{refused->message};
  return run_repair(call, options, [reason](engine& with, const order_id& order, command_options stated) {
    return with.abandon_fulfilment(order, reason, std::move(stated));
  });
}

void add_options(CLI::App& command, invocation& call, repair_options& options) {
  command.add_option("ORDER", options.order, "The order's id")->required();
  command.add_option("--user", options.user, "Who wants it; stands in the log")->type_name("NAME");
  add_config_option(command, options.config_file);
  add_database_option(command, call);
}

} // namespace

void add_fulfilment_retry_command(CLI::App& fulfilment, invocation& call) {
  auto* command = fulfilment.add_subcommand("retry", "Go on with a fulfilment that is parked");
  const auto options = std::make_shared<repair_options>();
  add_options(*command, call, *options);
  command->footer(retry_footer);
  when_chosen(*command, call, options, run_retry);
}

void add_fulfilment_abandon_command(CLI::App& fulfilment, invocation& call) {
  auto* command = fulfilment.add_subcommand("abandon", "Give a fulfilment up and undo what can be undone");
  const auto options = std::make_shared<repair_options>();
  add_options(*command, call, *options);
  command->add_option("--reason", options->reason, "Why; stands in the log and in the order")
      ->type_name("TEXT")
      ->required();
  command->footer(abandon_footer);
  when_chosen(*command, call, options, run_abandon);
}

} // namespace docket::app
