#include "docket/app/program/program.hpp"

#include "docket/actors/config.hpp"
#include "docket/app/commands.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/output/output.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/app/program/invocation.hpp"
#include "docket/app/program/standard_descriptors.hpp"
#include "docket/version.hpp"

#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>
#include <fmt/format.h>
#include <new>
#include <string>

namespace docket::app {
namespace {

constexpr auto footer = R"(Begin with:
  docket demo                       20,000 orders through their whole life
  docket apply orders.jsonl         run the commands of a file
  docket show order-001             what an order is now
  docket COMMAND --help             the options of a command, with examples

Exit status: 0 well, 1 refused, damaged or failed, 2 wrong usage.)";

void describe_program(CLI::App& program, invocation& call) {
  program.require_subcommand(1);
  program.get_formatter()->column_width(34);
  program.set_version_flag("--version", fmt::format("docket {}", release_version),
                           "Print the version and exit");
  add_database_option(program, call);
  add_demo_command(program, call);
  add_serve_command(program, call);
  add_apply_command(program, call);
  add_show_command(program, call);
  add_history_command(program, call);
  add_counts_command(program, call);
  add_list_command(program, call);
  add_search_command(program, call);
  add_details_command(program, call);
  add_stats_command(program, call);
  add_stock_command(program, call);
  add_board_command(program, call);
  add_fulfilment_command(program, call);
  add_projections_command(program, call);
  add_dead_letters_command(program, call);
  add_token_command(program, call);
  add_log_level_command(program, call);
  add_events_command(program, call);
  add_verify_command(program, call);
  add_backup_command(program, call);
  add_restore_command(program, call);
  add_config_command(program, call);
  add_archive_command(program, call);
  add_bench_command(program, call);
  add_simulate_command(program, call);
  program.footer(footer); // Last: subcommands would inherit it.
}

// The subcommand that was being read, or the one within it.
const CLI::App& chosen_command(const CLI::App& program) {
  const auto* chosen = &program;
  for (auto next = chosen->get_subcommands(); !next.empty(); next = chosen->get_subcommands())
    chosen = next.front();
  return *chosen;
}

// Its path: "docket fulfilment show".
std::string command_path(const CLI::App& program) {
  std::string path = "docket";
  for (auto next = program.get_subcommands(); !next.empty(); next = next.front()->get_subcommands())
    path += " " + next.front()->get_name();
  return path;
}

exit_status wrong_usage(const CLI::App& program, std::string why) {
  if (why.ends_with('.')) why.pop_back();
  complain(fmt::format("{}; see {} --help", why, command_path(program)));
  return exit_status::usage;
}

std::string words_of(const CLI::App& program, const CLI::ParseError& error) {
  const auto surplus = program.remaining(true);
  const bool no_command = chosen_command(program).get_require_subcommand_min() > 0 &&
                          dynamic_cast<const CLI::RequiredError*>(&error);
  if (!no_command) return error.what();
  return surplus.empty() ? "say which command"
                         : fmt::format("there is no command or option {}", surplus.front());
}

exit_status read_and_run(CLI::App& program, invocation& call, int argc, char** argv) {
  try {
    program.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    call.out.write(program.help());
    return exit_status::well;
  } catch (const CLI::CallForVersion& version) {
    call.out.write(fmt::format("{}\n", version.what()));
    return exit_status::well;
  } catch (const CLI::ParseError& error) {
    return wrong_usage(program, words_of(program, error));
  }
  try {
    return call.action();
  } catch (const usage_error& error) {
    return wrong_usage(program, error.what());
  }
}

exit_status run(int argc, char** argv) {
  invocation call{argc > 0 ? argv[0] : "docket", {}, output::standard(), {}};
  CLI::App program{"Docket, an event-sourced order engine", "docket"};
  describe_program(program, call);
  const auto status = read_and_run(program, call, argc, argv);
  call.out.flush();
  return status;
}

} // namespace

int run_program(int argc, char** argv) noexcept {
  guard_standard_descriptors();
  ignore_broken_pipes();
  try {
    return static_cast<int>(run(argc, argv));
  } catch (const reader_gone&) { // As a program that is ended by the signal: there is nothing to tell.
    return static_cast<int>(ended_by_signal(SIGPIPE));
  } catch (const config_error& error) {
    complain(error.what());
    return static_cast<int>(exit_status::usage);
  } catch (const std::bad_alloc&) {
    complain("out of memory; lower the limits in the configuration, or --concurrency");
  } catch (const std::exception& error) {
    complain(error.what());
  }
  return static_cast<int>(exit_status::failed);
}

} // namespace docket::app
