#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/log_types.hpp"
#include "docket/persistence/views/history/moment.hpp"
#include "docket/persistence/views/history/query_refusal.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket {

// Pieces of one product; as known_stock has them.
struct stock_level {
  std::string product;
  std::int64_t received = 0, adjusted = 0, available = 0, reserved = 0, shipped = 0;
  std::int64_t back_ordered = 0, back_shipped = 0;
  timestamp updated_at;        // When its last event happened,
  docket::position position{}; // and where it stands in the log.

  friend bool operator==(const stock_level&, const stock_level&) = default;
};

struct stock_query {
  std::optional<std::string> product{}; // Only this one.
  std::size_t limit = 50;               // 1 to 1,000.
  moment asked{};
  std::string cursor{}; // page::next of the page before; empty for the first.
};

struct stock_page {
  std::vector<stock_level> products; // By id. Those that had no event at the moment are left out.
  std::string next;                  // Empty: these were the last.
  docket::position position{};       // Of the view that answered, at the first page.
};

// Rules: page_size_out_of_range, at_position_past_the_end, cursor_broken, cursor_of_another_query. Throws
// store_error.
[[nodiscard]] expected<stock_page, query_refusal> query_stock(view_reader& view, const stock_query& query);

// {"products":[{"productId","received","adjusted","available","reserved","shipped","backOrdered",
// "backShipped","updatedAt","position"}],"next":cursor|null,"position"}
[[nodiscard]] std::string to_json(const stock_page& page);

} // namespace docket
