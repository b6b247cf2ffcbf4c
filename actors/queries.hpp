#pragma once

#include "docket/domain/expected.hpp"
#include "docket/persistence/views/details/order_details.hpp"
#include "docket/persistence/views/fulfilments/fulfilment_board.hpp"
#include "docket/persistence/views/history/moment.hpp"
#include "docket/persistence/views/history/query_refusal.hpp"
#include "docket/persistence/views/orders/order_list.hpp"
#include "docket/persistence/views/statistics/statistics_query.hpp"
#include "docket/persistence/views/stock/stock_levels.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

namespace docket {

class read_side;

// How fresh an answer must be. With the position of a receipt, who wrote reads what was written: the query
// waits for its own view to be there, for no other, and at most so long.
struct freshness {
  docket::position at_least{};
  std::chrono::milliseconds within{5'000};
};

// Questions to the views of one engine, for now or any moment before: see the headers of persistence/views/
// for each question and its rules. Each is answered on the calling thread from one consistent moment of the
// view, beside whoever writes it. Many threads may ask at once. Throws store_error. Must not outlive the
// engine.
//
// Each may be refused, besides its own rules, with
//   unknown_projection  the engine does not keep that view: config::projections does not name it
//   view_behind         it did not get to `at_least` within the time; the message says where it is
//   view_unavailable    it is not open, and why
class queries {
public:
  explicit queries(read_side& side) : side_(&side) {}

  // The order list: order_list.hpp.
  [[nodiscard]] expected<order_page, query_refusal> list(const order_query& query, freshness = {}) const;
  [[nodiscard]] expected<order_page, query_refusal> search(const order_query& query, freshness = {}) const;
  [[nodiscard]] expected<order_counts, query_refusal> counts(const moment& at = {}, freshness = {}) const;

  // Customers, products, days and months: statistics_query.hpp.
  [[nodiscard]] expected<statistics_page, query_refusal> statistics(const statistics_query& query,
                                                                    freshness = {}) const;

  // stock_levels.hpp
  [[nodiscard]] expected<stock_page, query_refusal> stock(const stock_query& query, freshness = {}) const;

  // fulfilment_board.hpp
  [[nodiscard]] expected<board_page, query_refusal> board(const board_query& query, freshness = {}) const;
  [[nodiscard]] expected<docket::board_counts, query_refusal> board_counts(const moment& at = {},
                                                                           freshness = {}) const;

  // One order with everything about it, and what sets two of its moments apart: order_details.hpp.
  [[nodiscard]] expected<order_details, query_refusal> details(const details_query& query,
                                                               freshness = {}) const;
  [[nodiscard]] expected<order_difference, query_refusal>
  difference(const details_query& before, const details_query& after, freshness = {}) const;

  // Any view, your own too: calls `ask` with a reader that stands at one moment. Answers why it was not
  // called, or nothing.
  [[nodiscard]] std::optional<query_refusal> read(std::string_view view, freshness fresh,
                                                  const std::function<void(view_reader&)>& ask) const;

private:
  read_side* side_;
};

} // namespace docket
