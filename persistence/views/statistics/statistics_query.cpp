#include "docket/persistence/views/statistics/statistics_query.hpp"

#include "docket/persistence/views/statistics/dimension.hpp"
#include "docket/persistence/views/statistics/family_query.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace docket {

using namespace statistics;

namespace {

constexpr std::size_t limit_max = 1'000;
constexpr std::array<std::string_view, 4> words_by{"customer", "product", "day", "month"};
constexpr std::array<std::string_view, 5> words_sort{"orders", "total", "quantity", "revenue", "key"};
constexpr std::array kinds{customer_kind, product_kind, day_kind, month_kind};

struct family {
  family_id id{};
  docket::currency currency;
};

std::vector<family> families_of(view_reader& view, const statistics_query& query) {
  std::vector<family> found;
  auto& select = view.prepared("SELECT family, currency FROM families WHERE kind = ?1 ORDER BY currency");
  select.bind_text(1, {&kinds.at(static_cast<std::size_t>(query.by)), 1});
  const sqlite::rows_of rows{select};
  while (rows.next()) {
    const currency code{select.text(1)};
    if (!query.in || *query.in == code) found.push_back({select.integer(0), code});
  }
  return found;
}

statistics_row row_of(const keyed_figures& from, const currency& in) {
  return {from.key,
          in,
          from.counted.orders(),
          {from.counted.of(measure::total)},
          from.counted.of(measure::quantity),
          {from.counted.of(measure::revenue)}};
}

__extension__ using wide = __int128; // Money times ten thousand.

// As if all currencies had as many decimals as the one with the most.
wide as_written(amount money, const currency& in) {
  wide number = money.minor_units;
  for (int decimals = in.exponent(); decimals < 4; ++decimals)
    number *= 10;
  return number;
}

wide figure_of(const statistics_row& row, statistics_sort by) {
  switch (by) {
  case statistics_sort::orders: return row.orders;
  case statistics_sort::total: return as_written(row.total, row.currency);
  case statistics_sort::quantity: return row.quantity;
  case statistics_sort::revenue: return as_written(row.revenue, row.currency);
  case statistics_sort::key: return 0;
  }
  return 0;
}

bool comes_before(const statistics_row& a, const statistics_row& b, statistics_sort by) {
  const auto first = figure_of(a, by), second = figure_of(b, by);
  if (first != second) return first > second;
  if (a.key != b.key) return a.key < b.key;
  return a.currency.code() < b.currency.code();
}

std::optional<query_refusal> refusal_of(const statistics_query& query) {
  if (query.limit < 1 || query.limit > limit_max)
    return query_refusal{"page_size_out_of_range",
                         fmt::format("{} rows are asked for; ask for 1 to 1,000.", query.limit)};
  if (query.asked.as_of && query.asked.at)
    return query_refusal{"one_bound_only",
                         "Statistics are as of a time or at a position, not both at once; leave one out."};
  return std::nullopt;
}

family_moment moment_of(const bounds& limits, const moment& asked, position newest) {
  if (asked.as_of) return {axis::time, limits.time, false};
  return {axis::position, limits.position, limits.position == static_cast<std::int64_t>(value(newest))};
}

std::vector<keyed_figures> figures_of_family(view_reader& view, family_id family, const family_moment& when,
                                             const statistics_query& query) {
  family_query in{view, family, when};
  if (query.key) return in.one(*query.key);
  if (query.sort == statistics_sort::key) return in.by_key(query.limit);
  return in.best(static_cast<measure>(query.sort), query.limit);
}

template <class Enum, std::size_t Count>
std::optional<Enum> value_of(const std::array<std::string_view, Count>& words, std::string_view word) {
  const auto found = std::ranges::find(words, word);
  if (found == words.end()) return std::nullopt;
  return static_cast<Enum>(found - words.begin());
}

} // namespace

std::string_view projection_of(statistics_by by) noexcept {
  switch (by) {
  case statistics_by::customer: return by_customer.projection;
  case statistics_by::product: return by_product.projection;
  case statistics_by::day:
  case statistics_by::month: return by_calendar.projection;
  }
  return {};
}

expected<statistics_page, query_refusal> query_statistics(view_reader& view, const statistics_query& query) {
  if (auto refused = refusal_of(query)) return unexpected{std::move(*refused)};
  const view_snapshot snapshot{view};
  statistics_page page{{}, view.position()};
  const auto limits = bounds_of(query.asked, page.position);
  if (!limits) return unexpected{limits.error()};
  for (const auto& family : families_of(view, query))
    for (const auto& found :
         figures_of_family(view, family.id, moment_of(*limits, query.asked, page.position), query))
      page.rows.push_back(row_of(found, family.currency));
  std::ranges::sort(page.rows, [&](const auto& a, const auto& b) { return comes_before(a, b, query.sort); });
  if (page.rows.size() > query.limit) page.rows.resize(query.limit);
  return page;
}

expected<statistics_by, query_refusal> parse_statistics_by(std::string_view word) {
  if (const auto by = value_of<statistics_by>(words_by, word)) return *by;
  return unexpected{
      query_refusal{"unknown_statistics", fmt::format("There are no statistics by \"{}\"; ask for {}.", word,
                                                      fmt::join(words_by, ", "))}};
}

expected<statistics_sort, query_refusal> parse_statistics_sort(std::string_view word) {
  if (const auto by = value_of<statistics_sort>(words_sort, word)) return *by;
  return unexpected{
      query_refusal{"unknown_sort", fmt::format("Statistics cannot be sorted by \"{}\"; sort by {}.", word,
                                                fmt::join(words_sort, ", "))}};
}

} // namespace docket
