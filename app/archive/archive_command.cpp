#include "docket/app/archive/archive_text.hpp"
#include "docket/app/commands.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/output/progress.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/app/program/when_chosen.hpp"
#include "docket/persistence/read/ended_orders.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace docket::app {
namespace {

struct archive_command_options {
  std::string closed_before;
  bool dry_run = false;
  bool no_shrink = false;
  bool json = false;
};

constexpr auto examples = R"(Examples:
  docket archive --closed-before 2026-01-01T00:00:00Z --dry-run
  docket archive --closed-before 2026-01-01T00:00:00Z --db orders.db

Orders that were delivered, or cancelled with nothing left to give back, go with all of theirs into a compressed file in
the folder <database>.archives; show, history, events, verify and every other question read them there as before. The
file belongs to the database: copy and move them together. Nothing else may have the database open for writing. The log
is verified with the archive before anything leaves the database.

The file of the database becomes smaller in the end, for which what is left is written anew: that takes room for it twice
for a while. With --no-shrink the file keeps its size and new events use the room.)";

timestamp time_from(const archive_command_options& options) {
  const auto time = parse_timestamp(options.closed_before);
  if (!time) throw usage_error{fmt::format("--closed-before: {}", time.error().message)};
  return *time;
}

archive_report move_ended(const invocation& call, const archive_command_options& options, timestamp before,
                          const stream_choice& choose) {
  const auto database = call.database_or_default();
  if (options.dry_run) return plan_archive(database, before, choose);
  progress bar{"archive", "events"};
  const auto show = [&bar](std::string_view doing, std::uint64_t done, std::uint64_t total) {
    bar.show(total == 0 ? fmt::format("{} ...", doing) : fmt::format("{} {} %", doing, done * 100 / total));
  };
  try {
    return archive_streams(database, before, choose, {.shrink = !options.no_shrink, .progress = show});
  } catch (const store_error& error) {
    if (error.code() != store_errc::locked) throw;
    bar.clear();
    throw command_failed{
        fmt::format("archiving needs the database to itself, and nothing was archived: {}", error.what())};
  }
}

exit_status run_archive(invocation& call, const archive_command_options& options) {
  archive_outcome outcome{.closed_before = time_from(options), .dry_run = options.dry_run, .moved = {}};
  outcome.moved = move_ended(call, options, outcome.closed_before,
                             [&](quiet_streams& quiet, const std::function<void(stream_key)>& take) {
                               outcome.orders = take_ended_orders(quiet, take);
                             });
  call.out.write(options.json ? archive_json(outcome) + "\n" : archive_text(outcome));
  if (!outcome.moved.not_shrunk.empty() && !options.json)
    complain(
        fmt::format("the database has not become smaller, all else is done: {}", outcome.moved.not_shrunk));
  return exit_status::well;
}

} // namespace

void add_archive_command(CLI::App& program, invocation& call) {
  auto* command =
      program.add_subcommand("archive", "Move the events of finished orders into a compressed file");
  const auto options = std::make_shared<archive_command_options>();
  command
      ->add_option("--closed-before", options->closed_before,
                   "Orders whose last event is earlier (RFC 3339, with a zone)")
      ->type_name("TIME")
      ->required();
  command->add_flag("--dry-run", options->dry_run, "Tell what would move, and move nothing");
  command->add_flag("--no-shrink", options->no_shrink, "Leave the file of the database as large as it is");
  command->add_flag("--json", options->json, "Print one JSON object");
  add_database_option(*command, call);
  command->footer(examples);
  when_chosen(*command, call, options, run_archive);
}

} // namespace docket::app
