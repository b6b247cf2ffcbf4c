#include "docket/simulation/audit/views_audit.hpp"

#include "docket/persistence/views/builtin_projections.hpp"
#include "docket/persistence/views/orders/order_list.hpp"
#include "docket/persistence/views/statistics/statistics_query.hpp"
#include "docket/persistence/views/stock/stock_levels.hpp"
#include "docket/persistence/views/verify_view.hpp"
#include "docket/persistence/views/views_folder.hpp"
#include "docket/simulation/audit/books.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace docket {

namespace {

constexpr std::size_t page_rows = 1'000;

// The sums of the log as far as a view knows it. What is wrong with the log itself is told elsewhere.
books books_at(const audited_log& log, position up_to) {
  findings told_elsewhere;
  return {log, up_to, told_elsewhere};
}

void compare_counts(view_reader& view, const books& expected, findings& found) {
  std::array<std::int64_t, order_statuses> counts{};
  for (const auto& [id, order] : expected.orders()) {
    const auto status = std::ranges::find(order_status_words, order.phase);
    if (status != order_status_words.end()) ++counts[status - order_status_words.begin()];
  }
  const auto answer = count_orders(view, {});
  if (!answer) return found.add("view_differs", "order_list: it refuses to count: " + answer.error().message);
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (answer->counts[i] != counts[i])
      found.add("view_differs", fmt::format("order_list: {} orders are {}, by the log {}", answer->counts[i],
                                            order_status_words[i], counts[i]));
}

stock_level level_of(const stock_account& s) {
  return {std::string{s.product}, s.received,     s.adjusted,   s.available, s.reserved, s.shipped,
          s.back_ordered,         s.back_shipped, s.updated_at, s.position};
}

// In the order of their ids, page by page.
void compare_levels(view_reader& view, const books& expected, findings& found) {
  std::map<std::string_view, const stock_account*> left;
  for (const auto& [id, stock] : expected.stocks())
    left[id] = &stock;
  stock_query query{.limit = page_rows};
  do {
    const auto page = query_stock(view, query);
    if (!page) return found.add("view_differs", "stock_levels: it refuses: " + page.error().message);
    for (const auto& level : page->products) {
      const auto own = left.extract(level.product);
      if (!own || level_of(*own.mapped()) != level)
        found.add("view_differs",
                  fmt::format("stock_levels: product {} is another by the log", level.product));
    }
    query.cursor = page->next;
  } while (!query.cursor.empty());
  for (const auto& [product, stock] : left)
    found.add("view_differs", fmt::format("stock_levels: product {} is not there", product));
}

using totals_by_customer = std::map<std::pair<std::string, std::string>, statistics_row>;

totals_by_customer totals_of(const books& expected) {
  totals_by_customer totals;
  for (const auto& [id, order] : expected.orders()) {
    if (order.phase == "none") continue;
    auto& row = totals[{std::string{order.customer}, std::string{order.currency}}];
    ++row.orders;
    row.total.minor_units += order.amount();
    for (const auto& [product, line] : order.lines) {
      row.quantity += line.pieces;
      row.revenue.minor_units += line.pieces * line.unit_price;
    }
  }
  return totals;
}

bool same_figures(const statistics_row& a, const statistics_row& b) {
  return a.orders == b.orders && a.total == b.total && a.quantity == b.quantity && a.revenue == b.revenue;
}

// As many customers as one answer has; a small run has no more.
void compare_totals(view_reader& view, const books& expected, findings& found) {
  auto left = totals_of(expected);
  const auto page = query_statistics(view, {.sort = statistics_sort::key, .limit = page_rows});
  if (!page) return found.add("view_differs", "customer_statistics: it refuses: " + page.error().message);
  for (const auto& row : page->rows) {
    const auto own = left.extract({row.key, std::string{row.currency.code()}});
    if (!own || !same_figures(own.mapped(), row))
      found.add("view_differs",
                fmt::format("customer_statistics: customer {} is another by the log", row.key));
  }
  if (page->rows.size() == page_rows) return;
  for (const auto& [customer, row] : left)
    found.add("view_differs", fmt::format("customer_statistics: customer {} is not there", customer.first));
}

void compare_with_fold(view_reader& view, const audited_log& log, position up_to, findings& found) {
  const auto& name = view.identity().name;
  if (name == "order_list") compare_counts(view, books_at(log, up_to), found);
  if (name == "stock_levels") compare_levels(view, books_at(log, up_to), found);
  if (name == "customer_statistics") compare_totals(view, books_at(log, up_to), found);
}

bool is_wanted(const log_filter& interest, const recorded_event& event) {
  const auto has = [](const auto& list, const auto& name) {
    return list.empty() || std::ranges::find(list, name) != list.end();
  };
  return has(interest.stream_types, event.stream_type) && has(interest.event_types, event.type);
}

void audit_lag(const audited_log& log, const log_filter& interest, const std::string& name, position at,
               findings& found) {
  const auto missed = std::ranges::count_if(log.events(), [&](const audited_event& event) {
    return event.seen.position > at && is_wanted(interest, event.seen);
  });
  if (missed > 0)
    found.add("view_behind",
              fmt::format("{}: at position {} it has not seen {} events", name, value(at), missed));
}

void audit_view(view_reader& view, const projection& kept, const audited_log& log, log_reader& reader,
                bool quiet, findings& found) {
  const auto& name = view.identity().name;
  const auto verdict = verify_view(view, kept.interest(), reader, {.check_pages = false});
  if (!verdict.complete()) found.add("view_incomplete", fmt::format("{}: {}", name, verdict.fault));
  if (quiet) audit_lag(log, kept.interest(), name, verdict.position, found);
  if (verdict.letters == dead_letter_counts{}) compare_with_fold(view, log, verdict.position, found);
}

} // namespace

void audit_views(const audited_log& log, log_reader& reader, const std::filesystem::path& folder, bool quiet,
                 findings& found) {
  auto registry = view_registry::open_to_read(folder);
  for (const auto& make : builtin_projections()) {
    const auto kept = make();
    const auto known = registry.find(kept->name());
    if (!known || !known->live || known->live->version != kept->version()) continue; // Kept up by nobody.
    view_reader view{view_file_path(folder, kept->name(), known->live->number)};
    const view_snapshot one_moment{view};
    audit_view(view, *kept, log, reader, quiet, found);
  }
}

} // namespace docket
