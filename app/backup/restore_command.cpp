#include "docket/app/backup/backup_text.hpp"
#include "docket/app/backup/stages.hpp"
#include "docket/app/commands.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/options/expect_head_option.hpp"
#include "docket/app/program/when_chosen.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace docket::app {
namespace {

struct restore_command_options {
  std::string file;
  std::optional<std::string> expect_head;
  bool json = false;
};

constexpr auto footer =
    R"(The backup is verified first, and its copy again before it gets its name: the database is there
whole, or not at all. Where a database is already, nothing is done; move it away first, with what stands beside it.
The backup stays as it is. Views are built anew by the next command that asks them.

Examples:
  docket restore /backup/orders.db --db orders.db
  docket restore /backup/orders.db --db orders.db --expect-head 3f0c...   it must have everything up to that commit)";

exit_status run_restore(invocation& call, const restore_command_options& options) {
  stages shown;
  return shown.run([&] {
    const auto database = call.database_or_default();
    const auto report = restore(options.file, database,
                                {.expect_head = expected_head(options.expect_head), .watch = shown.watch()});
    const auto what = fmt::format("{} is restored from {}:", database.string(), options.file);
    call.out.write(options.json ? backup_json(database, report, shown.took())
                                : backup_text(what, report, shown.took()));
    return exit_status::well;
  });
}

} // namespace

void add_restore_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("restore", "Make a database of a backup, where there is none");
  const auto options = std::make_shared<restore_command_options>();
  command->add_option("FILE", options->file, "The backup")->required();
  add_expect_head_option(*command, options->expect_head);
  command->add_flag("--json", options->json, "Print one JSON object");
  add_database_option(*command, call);
  command->footer(footer);
  when_chosen(*command, call, options, run_restore);
}

} // namespace docket::app
