#include "docket/app/commands.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/table.hpp"
#include "docket/app/projections/ask_view.hpp"
#include "docket/app/queries/asked.hpp"
#include "docket/persistence/views/orders/order_list.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace docket::app {
namespace {

constexpr auto footer = R"(Examples:
  docket counts
  docket counts --as-of 2026-03-01T00:00:00Z
  docket counts --at-position 1000 --json | jq .counts.paid)";

std::string counts_text(const order_counts& counts, const moment& at) {
  table rows{{side::left, side::right}};
  std::int64_t all = 0;
  for (std::size_t i = 0; i < order_statuses; ++i) {
    rows.add({std::string{order_status_words[i]}, grouped(static_cast<std::uint64_t>(counts.counts[i]))});
    all += counts.counts[i];
  }
  return fmt::format("{} {}\n\n{}", counted(static_cast<std::uint64_t>(all), "order", "orders"),
                     moment_text(at, counts.position), rows.text());
}

exit_status run_counts(invocation& call, const asked& what) {
  const auto at = what.at();
  const auto opened = open_view(call, "order_list", what.within());
  const auto counts = answered(count_orders(*opened.view, at));
  call.out.write(what.json ? to_json(counts) + "\n" : counts_text(counts, at));
  return exit_status::well;
}

} // namespace

void add_counts_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("counts", "Count the orders in each status, now or at any moment");
  const auto options = std::make_shared<asked>();
  add_asked_options(*command, *options, call);
  command->footer(footer);
  command->callback(
      [&call, options] { call.action = [&call, options] { return run_counts(call, *options); }; });
}

} // namespace docket::app
