#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/money.hpp"
#include "docket/persistence/store/log_types.hpp"
#include "docket/persistence/views/history/moment.hpp"
#include "docket/persistence/views/history/query_refusal.hpp"
#include "docket/persistence/views/statistics/measures.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket {

enum class statistics_by : std::uint8_t { customer, product, day, month };

// Highest first; `key`: by the key itself, lowest first, which is how days and months are read.
enum class statistics_sort : std::uint8_t { orders, total, quantity, revenue, key };

struct statistics_query {
  statistics_by by = statistics_by::customer;
  statistics_sort sort = statistics_sort::orders;
  std::size_t limit = 50;           // 1 to 1,000.
  moment asked{};                   // One bound at most.
  std::optional<currency> in{};     // Only orders in this currency.
  std::optional<std::string> key{}; // Only this customer, product, day or month.
};

// A key in one currency; who ordered in two has two rows.
struct statistics_row {
  std::string key;
  docket::currency currency;
  std::int64_t orders = 0;   // How many; of a product: those that have a line of it.
  amount total;              // Of those orders.
  std::int64_t quantity = 0; // Pieces.
  amount revenue;            // Pieces times unit price.

  friend bool operator==(const statistics_row&, const statistics_row&) = default;
};

struct statistics_page {
  std::vector<statistics_row> rows; // Equal figures by key, then by currency.
  docket::position position{};      // Of the view that answered.
};

// The name of the projection whose view answers.
[[nodiscard]] std::string_view projection_of(statistics_by by) noexcept;

// Money in several currencies is sorted by its number as it is written. Rules: page_size_out_of_range,
// at_position_past_the_end, one_bound_only. Throws store_error.
[[nodiscard]] expected<statistics_page, query_refusal> query_statistics(view_reader& view,
                                                                        const statistics_query& query);

// "customer", "product", "day", "month". Rule: unknown_statistics.
[[nodiscard]] expected<statistics_by, query_refusal> parse_statistics_by(std::string_view word);
// "orders", "total", "quantity", "revenue", "key". Rule: unknown_sort.
[[nodiscard]] expected<statistics_sort, query_refusal> parse_statistics_sort(std::string_view word);

// {"rows":[{"key","orders","total","quantity","revenue","currency"}],"position"}
[[nodiscard]] std::string to_json(const statistics_page& page);

} // namespace docket
