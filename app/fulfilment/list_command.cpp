#include "docket/app/fulfilment/fulfilment_commands.hpp"
#include "docket/app/fulfilment/list_text.hpp"
#include "docket/app/options/config_option.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/program/system_time.hpp"
#include "docket/app/program/when_chosen.hpp"
#include "docket/domain/fulfilment/back_off.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <CLI/CLI.hpp>
#include <memory>

namespace docket::app {
namespace {

struct list_options {
  bool stuck = false;
  bool json = false;
  std::size_t limit = 50;
  std::optional<std::string> config_file;
};

constexpr auto footer =
    R"(Stuck are those that are parked, and those whose next wake is overdue by more than the time in which a step
must be answered (fulfilment.answer_within_ms, 10 seconds unless configured): no program looks after them.

Examples:
  docket fulfilment list
  docket fulfilment list --stuck
  docket fulfilment list --stuck --json | jq -r '.fulfilments[].orderId')";

exit_status run_list(invocation& call, const list_options& options) {
  const auto settings = config_of(call, options.config_file);
  const auto log = open_sqlite_reader(settings.database);
  const auto overdue_before = later(system_time(), -settings.fulfilment.policy.answer_within);
  const auto wanted = options.stuck ? wanted_fulfilments{stuck_fulfilments{overdue_before}}
                                    : wanted_fulfilments{open_fulfilments{}};
  const fulfilment_listing listing{count_fulfilments(*log), list_fulfilments(*log, wanted, {}, options.limit),
                                   overdue_before, options.stuck};
  call.out.write(options.json ? list_json(listing) + "\n" : list_text(listing));
  return exit_status::well;
}

} // namespace

void add_fulfilment_list_command(CLI::App& fulfilment, invocation& call) {
  auto* command = fulfilment.add_subcommand("list", "List the fulfilments that have not ended");
  const auto options = std::make_shared<list_options>();
  command->add_flag("--stuck", options->stuck, "Only those that do not go on by themselves");
  command->add_option("--limit", options->limit, "At most so many, next to wake first")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}).description(""))
      ->capture_default_str();
  command->add_flag("--json", options->json, "Print one JSON object");
  add_config_option(*command, options->config_file);
  add_database_option(*command, call);
  command->footer(footer);
  when_chosen(*command, call, options, run_list);
}

} // namespace docket::app
