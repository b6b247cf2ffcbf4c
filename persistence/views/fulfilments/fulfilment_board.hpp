#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/read/fulfilment_history.hpp"
#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/views/history/moment.hpp"
#include "docket/persistence/views/history/query_refusal.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Fulfilments by phase: "running", "compensating", "parked" (also "stuck"), "completed", "compensated",
// "abandoned".
namespace docket {

struct board_query {
  std::vector<std::string> phases{}; // None: those that have not ended.
  // By when they came into their phase; for a position alone, by where that stands in the log. The oldest of
  // very many cost a walk past those that have left it.
  bool newest_first = true;
  std::size_t limit = 50; // 1 to 1,000.
  moment asked{};
  std::string cursor{}; // board_page::next of the page before; empty for the first.
};

struct board_row {
  timestamp since;    // When it came into its phase.
  fulfilment_view is; // As it was at the moment, with its open steps.
};

struct board_page {
  std::vector<board_row> fulfilments;
  std::string next;            // Empty: these were the last.
  docket::position position{}; // Of the view that answered, at the first page.
};

// The steps are folded from the events of those on the page. Rules: unknown_status, page_size_out_of_range,
// at_position_past_the_end, cursor_broken, cursor_of_another_query. Throws store_error.
[[nodiscard]] expected<board_page, query_refusal> query_board(view_reader& view, log_reader& log,
                                                              const board_query& query);

struct board_counts {
  std::optional<timestamp> as_of;
  std::vector<std::pair<std::string_view, std::int64_t>> counts; // For all phases.
  docket::position position{};                                   // Of the view, or the one asked about.
};

// Rules: at_position_past_the_end; one_bound_only. Throws store_error.
[[nodiscard]] expected<board_counts, query_refusal> count_board(view_reader& view, const moment& asked);

// {"fulfilments":[{"since","fulfilment":{…}}],"next":cursor|null,"position"}
[[nodiscard]] std::string to_json(const board_page& page);
// {"asOf"|null,"position","counts":{phase:n for all six}}
[[nodiscard]] std::string to_json(const board_counts& counts);

} // namespace docket
