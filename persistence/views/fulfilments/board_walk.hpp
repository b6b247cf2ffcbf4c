#pragma once

#include "docket/persistence/views/history/moment.hpp"
#include "docket/persistence/views/history/status_change.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace docket::board {

// A fulfilment's place on the board: the order of pages.
struct place {
  std::int64_t since = 0; // When it came into its phase, microseconds; or at which position.
  std::int64_t key = 0;   // Of its stream.

  friend auto operator<=>(const place&, const place&) = default;
};

struct walk {
  status_id phase = no_status;
  std::optional<place> after; // Nothing: from the first one.
  bool newest_first = false;
  bool by_position = false; // Else by time.
  std::size_t limit = 0;
};

// Those in the phase at the moment, in the order of the walk, at most `limit`.
[[nodiscard]] std::vector<place> places_in(view_reader& view, const walk& w, const bounds& at);

// As pages have them.
void sort_places(std::vector<place>& places, bool newest_first);

} // namespace docket::board
