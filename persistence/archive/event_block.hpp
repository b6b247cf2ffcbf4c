#pragma once

#include "docket/persistence/archive/archived_event.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace docket::archive {

// Events that are compressed together, by position, column by column: what is alike stands together
// (FORMAT.md). Built from events, or read from the bytes of one.
class event_block {
public:
  // Takes the bytes of a whole block apart. Throws store_error (corrupt), which names `what`.
  event_block(std::string bytes, std::string_view what);
  event_block(const event_block&) = delete; // Its events look into its bytes.
  event_block& operator=(const event_block&) = delete;

  [[nodiscard]] const std::vector<archived_event>& events() const noexcept { return events_; }
  // The first event at this position or after it.
  [[nodiscard]] std::vector<archived_event>::const_iterator from(std::int64_t position) const noexcept;

private:
  std::string bytes_;
  std::vector<archived_event> events_;
};

// Gathers the events of a block; keeps copies of their texts.
class block_builder {
public:
  void add(const archived_event& event); // Positions grow.
  [[nodiscard]] bool empty() const noexcept { return events_.empty(); }
  // Of the texts, which are most of it.
  [[nodiscard]] std::size_t text_bytes() const noexcept { return texts_.size(); }
  [[nodiscard]] std::int64_t first() const noexcept { return events_.front().position; }
  [[nodiscard]] std::int64_t last() const noexcept { return events_.back().position; }
  [[nodiscard]] std::size_t size() const noexcept { return events_.size(); }

  // The bytes of the block; the builder is empty then.
  [[nodiscard]] std::string finish();

private:
  std::vector<archived_event> events_; // Their texts: only the sizes are looked at, the bytes are in texts_.
  std::string texts_;                  // Each event's texts, one after the other.
};

} // namespace docket::archive
