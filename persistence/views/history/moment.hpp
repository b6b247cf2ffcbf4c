#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/log_types.hpp"
#include "docket/persistence/views/history/query_refusal.hpp"

#include <cstdint>
#include <limits>
#include <optional>

namespace docket {

// What a query is asked about. Neither: now. `as_of`: the events that happened at this time or earlier,
// whenever they were recorded. `at`: the events that were recorded up to this position, whenever they
// happened. Both: what was known then of what had happened by then.
struct moment {
  std::optional<timestamp> as_of;
  std::optional<docket::position> at;

  friend bool operator==(const moment&, const moment&) = default;
};

// A moment as the tables of a view are compared with it: an event belongs to it when neither bound is passed.
// Within a stream neither time nor position ever goes back, so what belongs to it is a prefix of each stream,
// and the state of an entity is that after the last such event.
struct bounds {
  static constexpr std::int64_t no_bound = std::numeric_limits<std::int64_t>::max();

  std::int64_t time = no_bound;     // Microseconds, included.
  std::int64_t position = no_bound; // Included; never past the view's own position.
  bool knows_all = false;           // The position leaves nothing out that the view knows.

  // Whether nothing is left out at all.
  [[nodiscard]] bool is_now() const noexcept { return knows_all && time == no_bound; }
  [[nodiscard]] bool include(std::int64_t occurred_at, std::int64_t at) const noexcept {
    return occurred_at <= time && at <= position;
  }
};

// The moment within a view that knows everything up to `known`. Rule: at_position_past_the_end.
[[nodiscard]] expected<bounds, query_refusal> bounds_of(const moment& asked, position known);

} // namespace docket
