#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <unordered_map>
#include <vector>

namespace docket {

// The pending deadlines of a log in memory, by stream and in the order in which they are read. Not
// synchronised.
class memory_deadlines {
public:
  void apply(stream_key stream, const deadline_change& change);

  // As log_reader has them.
  [[nodiscard]] std::vector<deadline_cursor> read(deadline_cursor after, timestamp up_to,
                                                  std::size_t limit) const;
  [[nodiscard]] std::uint64_t count(timestamp from, timestamp up_to) const;

private:
  void clear(stream_key stream);

  std::unordered_map<stream_key, timestamp> due_;
  std::set<deadline_cursor> in_order_; // One for each of due_.
};

} // namespace docket
