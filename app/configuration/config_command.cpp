#include "docket/actors/configuration/config_text.hpp"
#include "docket/app/commands.hpp"
#include "docket/app/configuration/all_settings.hpp"
#include "docket/app/configuration/configuration_problems.hpp"
#include "docket/app/options/config_option.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/program/when_chosen.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>

namespace docket::app {
namespace {

using json = nlohmann::ordered_json;

struct check_options {
  std::string file;
  bool print = false;
  bool json = false;
};

struct show_options {
  std::optional<std::string> file;
};

constexpr auto footer = R"(Examples:
  docket config check docket.json      is anything wrong with it?
  docket config show > docket.json     every setting with its default, to change

docs/configuration.md says what each setting means.)";

constexpr auto check_footer =
    R"(Every problem is one line on standard error that names the key. Nothing else is looked at:
whether the database can be opened, for one, only a start tells.

Examples:
  docket config check docket.json
  docket config check docket.json --print    and every setting with its value

Exit status: 0 it can be used, 2 it cannot.)";

constexpr auto show_footer =
    R"(What the file does not name has its default, and --db wins over the file, as everywhere.
What is printed is a configuration file itself.

Examples:
  docket config show                         the defaults
  docket config show --config docket.json    what a program that is started with it uses)";

std::string problems_json(const std::vector<std::string>& problems, const std::string& text) {
  json object{{"valid", problems.empty()}, {"problems", problems}};
  if (problems.empty()) object["settings"] = json::parse(to_json(all_settings_from_json(text)));
  return object.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

exit_status run_check(invocation& call, const check_options& options) {
  const auto text = configuration::config_text(options.file);
  const auto problems = configuration_problems(text);
  for (const auto& problem : problems)
    complain(fmt::format("{}: {}", options.file, problem));
  if (options.json) call.out.write(problems_json(problems, text));
  if (!problems.empty()) return exit_status::usage;
  if (options.print && !options.json) call.out.write(to_json(all_settings_from_json(text)) + "\n");
  if (!options.print && !options.json) call.out.write(fmt::format("{} can be used.\n", options.file));
  return exit_status::well;
}

exit_status run_show(invocation& call, const show_options& options) {
  call.out.write(
      to_json({config_of(call, options.file), simulation_from_file(options.file),
               service::service_from_file(options.file), service::tracing_from_file(options.file)}) +
      "\n");
  return exit_status::well;
}

void add_check_command(CLI::App& config, invocation& call) {
  auto* command = config.add_subcommand("check", "Say all that is wrong with a configuration file");
  const auto options = std::make_shared<check_options>();
  command->add_option("FILE", options->file, "The configuration")->required();
  command->add_flag("--print", options->print, "Print every setting with its value");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->footer(check_footer);
  when_chosen(*command, call, options, run_check);
}

void add_show_command_of(CLI::App& config, invocation& call) {
  auto* command = config.add_subcommand("show", "Print every setting with its value, as JSON");
  const auto options = std::make_shared<show_options>();
  add_config_option(*command, options->file);
  add_database_option(*command, call);
  command->footer(show_footer);
  when_chosen(*command, call, options, run_show);
}

} // namespace

void add_config_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("config", "Check a configuration file, show what is set");
  command->require_subcommand(1);
  add_check_command(*command, call);
  add_show_command_of(*command, call);
  command->footer(footer); // Last: subcommands would inherit it.
}

} // namespace docket::app
