#include "docket/app/commands.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/app/projections/ask_view.hpp"
#include "docket/app/queries/asked.hpp"
#include "docket/persistence/views/statistics/statistics_query.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace docket::app {
namespace {

constexpr std::size_t key_columns_max = 48;

struct stats_options {
  asked what;
  std::string by, sort, currency, key;
  std::size_t limit = 50;
};

constexpr auto footer =
    R"(Every order that was created counts, whatever became of it. The total is that of the orders, the revenue quantity
times unit price; an order with several products counts for each. Days and months are UTC, of the order's creation.

Examples:
  docket stats --by product --sort revenue --limit 10      the best products
  docket stats --by customer --key cust-1
  docket stats --by month
  docket stats --by day --as-of 2026-03-01T00:00:00Z --json)";

statistics_query query_from(const stats_options& options) {
  statistics_query query;
  query.by = *parse_statistics_by(options.by);
  // Days and months are read in their order, customers and products from the best.
  const bool of_calendar = query.by == statistics_by::day || query.by == statistics_by::month;
  query.sort = of_calendar ? statistics_sort::key : statistics_sort::orders;
  if (!options.sort.empty()) query.sort = *parse_statistics_sort(options.sort);
  query.limit = options.limit;
  query.asked = options.what.at();
  if (!options.key.empty()) query.key = options.key;
  if (options.currency.empty()) return query;
  const auto known = currency::parse(options.currency);
  if (!known) throw usage_error{fmt::format("--currency: {}", known.error().message)};
  query.in = *known;
  return query;
}

std::string stats_text(const statistics_page& page, const statistics_query& query, const std::string& by) {
  if (page.rows.empty()) return fmt::format("No orders {}\n", moment_text(query.asked, page.position));
  table rows{{side::left, side::right, side::right, side::right, side::right, side::left}};
  rows.add({by, "Orders", "Total", "Quantity", "Revenue", ""});
  for (const auto& row : page.rows)
    rows.add({clipped(row.key, key_columns_max), grouped(static_cast<std::uint64_t>(row.orders)),
              format_amount(row.total, row.currency), grouped(static_cast<std::uint64_t>(row.quantity)),
              format_amount(row.revenue, row.currency), std::string{row.currency.code()}});
  return fmt::format("Orders by {} {}\n\n{}", by, moment_text(query.asked, page.position), rows.text());
}

exit_status run_stats(invocation& call, const stats_options& options) {
  const auto query = query_from(options);
  const auto opened = open_view(call, projection_of(query.by), options.what.within());
  const auto page = answered(query_statistics(*opened.view, query));
  call.out.write(options.what.json ? to_json(page) + "\n" : stats_text(page, query, options.by));
  return exit_status::well;
}

} // namespace

void add_stats_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("stats", "Sum orders up by customer, product, day or month");
  const auto options = std::make_shared<stats_options>();
  command->add_option("--by", options->by, "customer, product, day or month")
      ->required()
      ->type_name("WHAT")
      ->check(CLI::IsMember({"customer", "product", "day", "month"}).description(""));
  command
      ->add_option("--sort", options->sort, "By orders, total, quantity or revenue, highest first; or by key")
      ->type_name("WHAT")
      ->check(CLI::IsMember({"orders", "total", "quantity", "revenue", "key"}).description(""));
  command->add_option("--limit", options->limit, "At most so many, 1 to 1,000")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000}).description(""))
      ->capture_default_str();
  command->add_option("--currency", options->currency, "Only orders in this currency")->type_name("CODE");
  command->add_option("--key", options->key, "Only this customer, product, day or month")->type_name("KEY");
  add_asked_options(*command, options->what, call);
  command->footer(footer);
  command->callback(
      [&call, options] { call.action = [&call, options] { return run_stats(call, *options); }; });
}

} // namespace docket::app
