#pragma once

#include "docket/persistence/views/history/status_change.hpp"
#include "docket/persistence/views/view_reader.hpp"
#include "docket/persistence/views/view_tables.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

// How many entities were in each status after the events up to a position. The log is cut into blocks of
// 1,024 positions; one row a block that saw a change holds the counts before it and its changes. So an answer
// is one row, wherever in the log, and a change costs a few bytes.
namespace docket {

class counts_by_position {
public:
  explicit counts_by_position(std::size_t statuses) : statuses_(statuses) {}

  static void create_tables(view_tables& tables);

  // Usually in the order of positions; one that comes late (it was a dead letter) costs a walk over the
  // blocks after its own.
  void note(const status_change& change, view_tables& tables);
  void flush(view_tables& tables);
  void forget() noexcept;

private:
  struct block_change {
    std::int64_t position = 0, key = 0;
    status_id before = no_status, after = no_status;
  };
  struct block {
    std::int64_t number = -1;
    status_counts counts_before;
    std::vector<block_change> changes; // By position.
  };

  void load_newest(view_tables& tables);
  void begin(std::int64_t number, view_tables& tables);
  void note_late(const status_change& change, view_tables& tables);
  void shift_blocks_after(std::int64_t number, const status_change& change, view_tables& tables);
  static void insert(block& into, const status_change& change);
  static void write(const block& b, view_tables& tables);

  std::size_t statuses_;
  std::optional<block> newest_; // Nothing: not loaded.
  status_counts counts_;        // After the newest block's changes.
  bool changed_ = false;
};

[[nodiscard]] status_counts read_counts_at_position(view_reader& view, std::int64_t position,
                                                    std::size_t statuses);

// Visits the changes with positions in (after, up_to], in that order.
void visit_changes(view_reader& view, std::int64_t after, std::int64_t up_to,
                   const std::function<void(const status_change&)>& visit); // Without occurred_at.

} // namespace docket
