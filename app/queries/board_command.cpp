#include "docket/app/commands.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/app/projections/ask_view.hpp"
#include "docket/app/queries/asked.hpp"
#include "docket/persistence/views/fulfilments/fulfilment_board.hpp"
#include "docket/persistence/views/fulfilments/fulfilment_board_projection.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace docket::app {
namespace {

constexpr std::size_t id_columns_max = 48;

struct board_options {
  asked what;
  page_asked page;
  std::vector<std::string> phases;
  bool counts = false;
  bool oldest_first = false;
};

constexpr auto footer =
    R"(Without a phase it shows what has not ended: running, compensating, parked. The others are completed, compensated
and abandoned; stuck is another word for parked.

Examples:
  docket board
  docket board --phase parked --oldest-first
  docket board --counts --as-of 2026-03-01T00:00:00Z)";

std::string counts_text(const board_counts& counts, const moment& at) {
  table rows{{side::left, side::right}};
  for (const auto& [phase, count] : counts.counts)
    rows.add({std::string{phase}, grouped(static_cast<std::uint64_t>(count))});
  return fmt::format("Fulfilments {}\n\n{}", moment_text(at, counts.position), rows.text());
}

std::string page_text(const board_page& page, const moment& at) {
  if (page.fulfilments.empty()) return fmt::format("No such fulfilment {}\n", moment_text(at, page.position));
  table rows{{side::left, side::left, side::left}};
  rows.add({"Order", "Phase", "Since"});
  for (const auto& row : page.fulfilments)
    rows.add({clipped(row.is.id.view(), id_columns_max), std::string{phase_name(row.is.state)},
              format_timestamp(row.since)});
  return fmt::format("{} {}\n\n{}{}", counted(page.fulfilments.size(), "fulfilment", "fulfilments"),
                     moment_text(at, page.position), rows.text(), more_text(page.next));
}

exit_status run_board(invocation& call, const board_options& options) {
  const auto at = options.what.at();
  const auto opened = open_view(call, fulfilment_board_projection::view_name, options.what.within());
  if (options.counts) {
    const auto counts = answered(count_board(*opened.view, at));
    call.out.write(options.what.json ? to_json(counts) + "\n" : counts_text(counts, at));
    return exit_status::well;
  }
  const board_query query{options.phases, !options.oldest_first, options.page.limit, at, options.page.cursor};
  const auto page = answered(query_board(*opened.view, *opened.log, query));
  call.out.write(options.what.json ? to_json(page) + "\n" : page_text(page, at));
  return exit_status::well;
}

} // namespace

void add_board_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("board", "Show fulfilments by phase, now or at any moment");
  const auto options = std::make_shared<board_options>();
  command->add_option("--phase", options->phases, "Only in this phase; may be given several times")
      ->type_name("PHASE")
      ->take_all()
      ->allow_extra_args(false);
  command->add_flag("--counts", options->counts, "How many are in each phase");
  command->add_flag("--oldest-first", options->oldest_first, "Those first that came into their phase first");
  add_page_options(*command, options->page);
  add_asked_options(*command, options->what, call);
  command->footer(footer);
  command->callback(
      [&call, options] { call.action = [&call, options] { return run_board(call, *options); }; });
}

} // namespace docket::app
