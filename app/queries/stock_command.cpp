#include "docket/app/commands.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/app/projections/ask_view.hpp"
#include "docket/app/queries/asked.hpp"
#include "docket/persistence/views/stock/stock_levels.hpp"
#include "docket/persistence/views/stock/stock_levels_projection.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace docket::app {
namespace {

constexpr std::size_t id_columns_max = 48;

struct stock_options {
  asked what;
  page_asked page;
  std::optional<std::string> product;
};

constexpr auto footer = R"(Examples:
  docket stock
  docket stock widget --as-of 2026-03-01T00:00:00Z
  docket stock --json | jq '.products[] | select(.available == 0)')";

std::string page_text(const stock_page& page, const moment& at) {
  if (page.products.empty()) return fmt::format("No stock {}\n", moment_text(at, page.position));
  table rows{{side::left, side::right, side::right, side::right, side::right, side::right, side::right}};
  rows.add({"Product", "Available", "Reserved", "Shipped", "Received", "Adjusted", "Back-ordered"});
  for (const auto& level : page.products)
    rows.add({clipped(level.product, id_columns_max), fmt::format("{}", level.available),
              fmt::format("{}", level.reserved), fmt::format("{}", level.shipped),
              fmt::format("{}", level.received), fmt::format("{}", level.adjusted),
              fmt::format("{}", level.back_ordered)});
  return fmt::format("{} {}\n\n{}{}", counted(page.products.size(), "product", "products"),
                     moment_text(at, page.position), rows.text(), more_text(page.next));
}

exit_status run_stock(invocation& call, const stock_options& options) {
  const stock_query query{options.product, options.page.limit, options.what.at(), options.page.cursor};
  const auto opened = open_view(call, stock_levels_projection::view_name, options.what.within());
  const auto page = answered(query_stock(*opened.view, query));
  call.out.write(options.what.json ? to_json(page) + "\n" : page_text(page, query.asked));
  return exit_status::well;
}

} // namespace

void add_stock_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("stock", "Show stock levels, now or at any moment");
  const auto options = std::make_shared<stock_options>();
  command->add_option("PRODUCT", options->product, "Only this one");
  add_page_options(*command, options->page);
  add_asked_options(*command, options->what, call);
  command->footer(footer);
  command->callback(
      [&call, options] { call.action = [&call, options] { return run_stock(call, *options); }; });
}

} // namespace docket::app
