#include "docket/persistence/views/view_diff.hpp"

#include "docket/persistence/views/table_rows.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace docket {
namespace {

using views::table_rows;
using views::table_shape;

// Walks both tables at once, as a merge does: both are in the order of the same key.
class comparison {
public:
  comparison(view_diff& diff, std::size_t differences_max) : diff_(diff), differences_max_(differences_max) {}

  void compare(const table_shape& table, table_rows left, table_rows right) {
    while (left.at_row() || right.at_row()) {
      const int order = !right.at_row() ? -1 : !left.at_row() ? 1 : left.compare_keys(right);
      if (order == 0 && left.same_row(right))
        ++diff_.rows;
      else
        note(table, order <= 0 ? &left : nullptr, order >= 0 ? &right : nullptr);
      if (order <= 0) left.next();
      if (order >= 0) right.next();
    }
  }

private:
  void note(const table_shape& table, const table_rows* in_old, const table_rows* in_new) {
    if (++diff_.rows_differing > differences_max_) return;
    const auto words = [](const table_rows* row) {
      return row ? std::optional{row->describe()} : std::nullopt;
    };
    diff_.first.push_back({table.name, words(in_old), words(in_new)});
  }

  view_diff& diff_;
  std::size_t differences_max_;
};

} // namespace

view_diff diff_views(view_reader& old_view, view_reader& new_view, std::size_t differences_max) {
  const view_snapshot old_moment{old_view};
  const view_snapshot new_moment{new_view};
  view_diff diff;
  diff.old_position = old_view.position();
  diff.new_position = new_view.position();
  if (!diff.at_same_position()) return diff;

  std::map<std::string, std::pair<std::optional<table_shape>, std::optional<table_shape>>> tables;
  for (auto& shape : views::tables_of(old_view))
    tables[shape.name].first = shape;
  for (auto& shape : views::tables_of(new_view))
    tables[shape.name].second = shape;

  comparison rows{diff, differences_max};
  for (const auto& [name, shapes] : tables) {
    const auto& [left, right] = shapes;
    if (!left || !right || *left != *right)
      diff.tables_of_one.push_back(name);
    else if (left->is_virtual)
      diff.not_compared.push_back(name);
    else
      rows.compare(*left, table_rows{old_view, *left}, table_rows{new_view, *right});
  }
  return diff;
}

} // namespace docket
