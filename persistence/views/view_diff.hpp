#pragma once

#include "docket/persistence/views/view_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace docket {

// One row that is not the same in two views: `id = 'o-1', total = 300`, or nothing where there is none.
struct row_difference {
  std::string table;
  std::optional<std::string> in_old, in_new;
};

struct view_diff {
  position old_position{}, new_position{};
  std::uint64_t rows = 0; // That are compared and the same.
  std::uint64_t rows_differing = 0;
  std::vector<row_difference> first;      // The first of them.
  std::vector<std::string> tables_of_one; // Tables, or tables with columns, that only one of them has.
  std::vector<std::string> not_compared;  // Full-text indexes: their rows depend on how they were written.

  // Two views are comparable at the same position only.
  [[nodiscard]] bool at_same_position() const noexcept { return old_position == new_position; }
  [[nodiscard]] bool same() const noexcept {
    return at_same_position() && rows_differing == 0 && tables_of_one.empty();
  }
};

// Compares all tables of two views' projections row by row, in the order of their primary keys, each view at
// one moment. Compares nothing when they are at different positions. Throws store_error.
[[nodiscard]] view_diff diff_views(view_reader& old_view, view_reader& new_view,
                                   std::size_t differences_max = 20);

} // namespace docket
