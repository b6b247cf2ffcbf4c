#pragma once

#include "docket/persistence/views/view_reader.hpp"
#include "docket/persistence/views/view_tables.hpp"

#include <cstdint>
#include <optional>

namespace docket {

// The latest time among the events that a partition of the log holds up to a position, noted every 1,024
// positions. Who walks back in time from a position begins there, and not at what happened since.
class newest_times {
public:
  static void create_tables(view_tables& tables);

  void note(std::int64_t position, std::int64_t occurred_at, view_tables& tables);
  void flush(view_tables& tables);
  void forget() noexcept {
    block_.reset();
    is_changed_ = false;
  }

private:
  void begin(std::int64_t block, view_tables& tables);
  static void note_late(std::int64_t block, std::int64_t occurred_at, view_tables& tables);

  std::optional<std::int64_t> block_; // Nothing: not loaded.
  std::int64_t newest_ = 0;           // Of the block's partition, up to the block.
  bool is_changed_ = false;
};

// No event of the position's partition up to it happened later. Nothing when the partition has none up to it.
[[nodiscard]] std::optional<std::int64_t> newest_time_at(view_reader& view, std::int64_t position);

} // namespace docket
