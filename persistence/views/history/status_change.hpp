#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace docket {

// A place in a view's own list of statuses, 0..14.
using status_id = std::uint8_t;
inline constexpr status_id no_status = 15; // Before the first one.
inline constexpr std::size_t statuses_max = 15;

// An entity came out of one status and into another.
struct status_change {
  std::int64_t position = 0;
  std::int64_t occurred_at = 0; // Microseconds.
  std::int64_t key = 0;         // The entity's stream key.
  status_id before = no_status;
  status_id after = no_status;
};

// How many entities are in each status, by status_id.
using status_counts = std::vector<std::int64_t>;

inline void count_change(status_counts& counts, status_id before, status_id after) {
  if (before < counts.size()) --counts[before];
  if (after < counts.size()) ++counts[after];
}

} // namespace docket
