#pragma once

#include "docket/domain/timestamp.hpp"
#include "docket/persistence/read/fulfilment_history.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

// Fulfilments that have not ended, found by their deadlines and not by reading every one. All throw
// store_error.
namespace docket {

struct open_fulfilments {};

// Parked ones, and those that should have been woken before this time and were not.
struct stuck_fulfilments {
  timestamp overdue_before;
};

using wanted_fulfilments = std::variant<open_fulfilments, stuck_fulfilments>;

struct listed_fulfilment {
  fulfilment_view view;
  timestamp wakes_at; // latest_time: not by the clock, it is parked.
};

struct fulfilment_page {
  std::vector<listed_fulfilment> fulfilments;
  std::optional<deadline_cursor> next; // Where to go on; nothing when these were the last.
};

// By the time at which they are to be woken, parked ones last; at most `limit` (1 or more), of which alone
// the events are read. As it was made, the cursor is before the first.
[[nodiscard]] fulfilment_page list_fulfilments(log_reader& reader, const wanted_fulfilments& wanted,
                                               deadline_cursor after, std::size_t limit);

// Under this name the engine writes down how far fulfilments were told of the log (checkpoints, see
// log_reader::load_checkpoint).
inline constexpr std::string_view fulfilment_checkpoint = "fulfilment";

struct fulfilment_counts {
  std::uint64_t under_way = 0; // Open and not parked.
  std::uint64_t parked = 0;
};

// Costs a walk over the index of deadlines, which fulfilments alone have.
[[nodiscard]] fulfilment_counts count_fulfilments(log_reader& reader);

} // namespace docket
