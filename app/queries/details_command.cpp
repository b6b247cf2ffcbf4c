#include "docket/app/commands.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/app/projections/ask_view.hpp"
#include "docket/app/queries/asked.hpp"
#include "docket/app/read/open_log.hpp"
#include "docket/app/read/order_text.hpp"
#include "docket/persistence/views/details/order_details.hpp"
#include "docket/persistence/views/details/order_details_projection.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <fmt/format.h>
#include <memory>

namespace docket::app {
namespace {

constexpr std::size_t words_columns_max = 100;

struct details_options {
  asked what;
  std::string order;
  std::optional<std::uint32_t> version, against;
};

constexpr auto footer =
    R"(Both --as-of and --at-position: what was known at the position of what had happened by the time.

Examples:
  docket details order-001
  docket details order-001 --as-of 2026-03-02T00:00:00Z --at-position 1000
  docket details order-001 --version 2 --against 5      what sets two versions apart)";

std::string periods_text(const order_details& details) {
  table rows{{side::left, side::left, side::left}};
  for (const auto& period : details.status_history) {
    const auto lasted = period.until ? duration_text(std::chrono::milliseconds{
                                           (period.until->microseconds - period.since.microseconds) / 1'000})
                                     : std::string{"still"};
    rows.add({period.status, format_timestamp(period.since), lasted});
  }
  return rows.text();
}

std::string timeline_text(const order_details& details) {
  table rows{{side::right, side::left, side::left, side::left}};
  for (const auto& entry : details.timeline)
    rows.add({grouped(value(entry.position)), format_timestamp(entry.occurred_at), entry.about,
              clipped(entry.what, words_columns_max)});
  return rows.text();
}

std::string difference_text(const order_difference& difference) {
  table rows{{side::left, side::left, side::left}};
  rows.add({"Field", fmt::format("Version {}", value(difference.before.version)),
            fmt::format("Version {}", value(difference.after.version))});
  for (const auto& field : difference.fields)
    rows.add({printable(field.field), printable(field.before.value_or("-")),
              printable(field.after.value_or("-"))});
  return rows.text();
}

details_query query_from(const details_options& options) {
  details_query query{order_from_argument(options.order), options.what.at(), {}};
  if (options.version) query.version = version{*options.version};
  return query;
}

exit_status run_difference(invocation& call, const details_options& options, const view_to_ask& opened) {
  const auto before = query_from(options);
  auto after = before;
  after.version = version{*options.against};
  const auto difference = answered(query_difference(*opened.view, *opened.log, before, after));
  call.out.write(options.what.json ? to_json(difference) + "\n" : difference_text(difference));
  return exit_status::well;
}

exit_status run_details(invocation& call, const details_options& options) {
  const auto query = query_from(options);
  const auto opened = open_view(call, order_details_projection::view_name, options.what.within());
  if (options.against) return run_difference(call, options, opened);
  const auto details = answered(query_details(*opened.view, *opened.log, query));
  call.out.write(options.what.json ? to_json(details) + "\n"
                                   : order_text(details.order) + "\nStatus\n" + periods_text(details) +
                                         "\nWhat happened\n" + timeline_text(details));
  return exit_status::well;
}

} // namespace

void add_details_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("details", "Show an order with all that happened around it");
  const auto options = std::make_shared<details_options>();
  command->add_option("ORDER", options->order, "The order's id")->required();
  auto* version = command->add_option("--version", options->version, "As it was after its first N events")
                      ->type_name("N")
                      ->check(CLI::Range(1u, 4'294'967'295u).description(""));
  command->add_option("--against", options->against, "What is different at this version")
      ->type_name("N")
      ->check(CLI::Range(1u, 4'294'967'295u).description(""))
      ->needs(version);
  add_asked_options(*command, options->what, call);
  // An order can be asked about both bounds at once.
  auto* position = command->get_option("--at-position");
  auto* time = command->get_option("--as-of");
  position->remove_excludes(time);
  time->remove_excludes(position);
  command->footer(footer);
  command->callback(
      [&call, options] { call.action = [&call, options] { return run_details(call, *options); }; });
}

} // namespace docket::app
