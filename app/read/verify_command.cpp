#include "docket/app/commands.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/options/expect_head_option.hpp"
#include "docket/app/program/when_chosen.hpp"
#include "docket/app/read/verify_log_with_progress.hpp"
#include "docket/app/read/verify_text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace docket::app {
namespace {

struct verify_command_options {
  std::optional<std::string> expect_head;
  bool json = false;
};

constexpr auto examples = R"(Examples:
  docket verify
  docket verify --json
  docket verify --expect-head 3f0c...   the log must still hold the commit with this hash

Note the head's hash down somewhere else: a log whose end was cut off is whole in itself, and only a hash from before
can tell.)";

exit_status run_verify(invocation& call, const verify_command_options& options) {
  const auto report =
      verify_log_with_progress(call.database_or_default(), expected_head(options.expect_head));
  if (options.json) call.out.write(verify_json(report) + "\n");
  if (!report.whole()) {
    complain(fmt::format("{} is damaged: {}", call.database_or_default().string(), report.damage));
    return exit_status::failed;
  }
  if (!options.json) call.out.write(verify_text(report));
  return exit_status::well;
}

} // namespace

void add_verify_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("verify", "Check that the log is whole and was not tampered with");
  const auto options = std::make_shared<verify_command_options>();
  add_expect_head_option(*command, options->expect_head);
  command->add_flag("--json", options->json, "Print one JSON object");
  add_database_option(*command, call);
  command->footer(examples);
  when_chosen(*command, call, options, run_verify);
}

} // namespace docket::app
