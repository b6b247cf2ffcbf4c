#include "docket/app/commands.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/app/projections/ask_view.hpp"
#include "docket/app/queries/order_options.hpp"
#include "docket/persistence/views/orders/order_list.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace docket::app {
namespace {

constexpr std::size_t id_columns_max = 40;

constexpr auto list_footer = R"(Examples:
  docket list --status paid --sort total
  docket list --customer cust-1 --created-from 2026-03-01T00:00:00Z --order asc
  docket list --currency EUR --amount-from 100 --as-of 2026-03-01T00:00:00Z
  docket list --json | jq -r .next      the cursor of the next page

Pages of one question fit together, whatever happens to orders meanwhile: all are answered as of the first one.)";

constexpr auto search_footer =
    R"(Words are looked for, by their beginnings, in ids, order numbers, names and tracking numbers; each must be found.

Examples:
  docket search zoe
  docket search "widget red" --status shipped
  docket search 1Z999AA --as-of 2026-03-01T00:00:00Z)";

std::string page_text(const order_page& page, const moment& at) {
  if (page.orders.empty()) return fmt::format("No such order {}\n", moment_text(at, page.position));
  table rows{
      {side::left, side::left, side::left, side::right, side::right, side::left, side::right, side::left}};
  rows.add({"Order", "Customer", "Status", "Total", "Paid", "", "Lines", "Created"});
  for (const auto& order : page.orders)
    rows.add({clipped(order.id.view(), id_columns_max), clipped(order.customer.view(), id_columns_max),
              std::string{word_of(order.status)}, format_amount(order.total, order.currency),
              format_amount(order.paid, order.currency), std::string{order.currency.code()},
              grouped(static_cast<std::uint64_t>(order.items)), format_timestamp(order.created_at)});
  return fmt::format("{} {}\n\n{}{}", counted(page.orders.size(), "order", "orders"),
                     moment_text(at, page.position), rows.text(), more_text(page.next));
}

exit_status run_list(invocation& call, const order_options& options, bool searches) {
  const auto query = query_from(options);
  const auto opened = open_view(call, "order_list", options.what.within());
  const auto page =
      answered(searches ? search_orders(*opened.view, query) : list_orders(*opened.view, query));
  call.out.write(options.what.json ? to_json(page) + "\n" : page_text(page, query.moment));
  return exit_status::well;
}

void add(CLI::App& command, invocation& call, const char* footer,
         const std::shared_ptr<order_options>& options, bool searches) {
  add_order_options(command, *options, call);
  command.footer(footer);
  command.callback([&call, options, searches] {
    call.action = [&call, options, searches] { return run_list(call, *options, searches); };
  });
}

} // namespace

void add_list_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("list", "List orders, filtered and sorted, now or at any moment");
  add(*command, call, list_footer, std::make_shared<order_options>(), false);
}

void add_search_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("search", "Find orders by words in their ids and names");
  const auto options = std::make_shared<order_options>();
  command->add_option("TEXT", options->text, "What to look for")->required();
  add(*command, call, search_footer, options, true);
}

} // namespace docket::app
