#pragma once

#include "docket/persistence/views/view_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

// Tables of rows by some value, a customer or a total, that is another for each new row. One tree over them
// all would have each small transaction write a page for each row, all over the file. So their first column
// is the part of the log that they come from: a transaction writes pages of the newest part only, and a
// reader merges the parts (Graefe 2003, "Sorting and indexing with partitioned B-trees"). A part that begins
// after a moment's position is never looked at.
namespace docket {

inline constexpr int partition_bits = 17; // Positions of one part, as a power of two.

[[nodiscard]] constexpr std::int64_t partition_of(std::int64_t position) noexcept {
  return position >> partition_bits;
}

struct walked_row {
  std::int64_t value = 0; // What the rows are ordered by.
  std::int64_t tie = 0;   // What orders those with the same value.
  std::int64_t key = 0;
};

enum class walk_order { ascending, descending };

// A place in the order of rows; those before it, and it, are left out.
struct walk_begin {
  std::int64_t value = 0;
  std::int64_t tie = 0;
};

// Rows of one table in the order of (value, tie), merged from its partitions, read in small portions.
//
// The statement: columns value, tie, key; parameters ?1 the partition, ?2 and ?3 where to go on (value and
// tie, left out themselves), ?4 how many rows, ?5 and on what else was given; ordered as the walk is.
class partitioned_walk {
public:
  // `sql` is static storage; `others` become ?5, ?6, ... The newest partition, `partition_max`, may be begun
  // at a later place than the others.
  partitioned_walk(view_reader& view, std::string_view sql, walk_order order, std::int64_t partition_max,
                   walk_begin after, walk_begin after_in_newest, std::vector<std::int64_t> others);

  // Nothing at the end. The view's statements may be used between two calls.
  [[nodiscard]] std::optional<walked_row> next();

private:
  struct part {
    std::int64_t partition = 0;
    std::vector<walked_row> rows; // The portion, the next one last.
    walk_begin after;
    std::size_t portion = 0; // How many rows are read next; 0: it is at its end.
  };

  [[nodiscard]] bool comes_later(const walked_row& a, const walked_row& b) const noexcept;
  [[nodiscard]] bool fill(part& p);
  void enqueue(std::size_t index);

  view_reader& view_;
  std::string_view sql_;
  walk_order order_;
  std::vector<std::int64_t> others_;
  std::vector<part> parts_;
  std::vector<std::size_t> queue_; // A heap of parts by their next rows.
};

} // namespace docket
