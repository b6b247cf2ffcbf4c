#include "docket/app/backup/backup_text.hpp"
#include "docket/app/backup/stages.hpp"
#include "docket/app/commands.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/program/when_chosen.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace docket::app {
namespace {

struct backup_command_options {
  std::string file;
  bool force = false;
  bool json = false;
};

constexpr auto footer =
    R"(While another process writes: the backup has everything up to one commit, and nothing after it. It is a database
itself, and is verified before it gets its name; what is wrong on the way leaves nothing behind. Archives beside the
database are copied beside the backup. Views are not: they are built anew from the log.

Examples:
  docket backup /backup/orders.db
  docket backup /backup/orders.db --force --json     every night, over the one of the night before
  docket show order-001 --db /backup/orders.db       a backup can be asked like any database

Note the head's hash down somewhere else: docket verify --expect-head HASH then tells whether a log that was restored
still has everything.)";

exit_status run_backup(invocation& call, const backup_command_options& options) {
  stages shown;
  return shown.run([&] {
    const auto database = call.database_or_default();
    const auto report = back_up(database, options.file, {.replace = options.force, .watch = shown.watch()});
    const auto what = fmt::format("{} is backed up in {}:", database.string(), options.file);
    call.out.write(options.json ? backup_json(options.file, report, shown.took())
                                : backup_text(what, report, shown.took()));
    return exit_status::well;
  });
}

} // namespace

void add_backup_command(CLI::App& program, invocation& call) {
  auto* command =
      program.add_subcommand("backup", "Copy the database while it is in use, and verify the copy");
  const auto options = std::make_shared<backup_command_options>();
  command->add_option("FILE", options->file, "The backup")->required();
  command->add_flag("--force", options->force, "Replace the file, once the new backup is whole");
  command->add_flag("--json", options->json, "Print one JSON object");
  add_database_option(*command, call);
  command->footer(footer);
  when_chosen(*command, call, options, run_backup);
}

} // namespace docket::app
