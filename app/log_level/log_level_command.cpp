#include "docket/app/commands.hpp"
#include "docket/app/log_level/service_client.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/app/program/when_chosen.hpp"
#include "docket/service/watch/service_log.hpp"

#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>

namespace docket::app {
namespace {

constexpr auto path = "/log-level";

struct level_options {
  std::string level; // Empty: only ask.
  std::string server = "http://127.0.0.1:8080";
  std::optional<std::string> token_file;
};

constexpr auto footer =
    R"(Levels: error, warn, info, debug; each says what those before it say, too. It lasts until the service ends.

Examples:
  docket log-level
  docket log-level debug --server https://orders.example --token-file operator.token)";

std::string level_in(const std::string& body) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object() || !json.contains("level") || !json["level"].is_string())
    throw command_failed{"the answer is not that of a docket service"};
  return json["level"].get<std::string>();
}

exit_status run_log_level(invocation& call, const level_options& options) {
  if (!options.level.empty() && !service::parse_log_level(options.level))
    throw usage_error{fmt::format("there is no level {}; say error, warn, info or debug", options.level)};
  const service_client client{options.server, options.token_file};
  const auto answer = options.level.empty()
                          ? client.get(path)
                          : client.put(path, fmt::format(R"({{"level":"{}"}})", options.level));
  call.out.write(level_in(answer) + "\n");
  return exit_status::well;
}

} // namespace

void add_log_level_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("log-level", "Ask or set how much a running service says of itself");
  const auto options = std::make_shared<level_options>();
  command->add_option("LEVEL", options->level, "error, warn, info or debug; only asks without it");
  command->add_option("--server", options->server, "Where the service is")
      ->type_name("URL")
      ->capture_default_str();
  command->add_option("--token-file", options->token_file, "The file with a token of role operate")
      ->type_name("FILE");
  command->footer(footer);
  when_chosen(*command, call, options, run_log_level);
}

} // namespace docket::app
