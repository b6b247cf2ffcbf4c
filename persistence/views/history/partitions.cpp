#include "docket/persistence/views/history/partitions.hpp"

#include <algorithm>
#include <utility>

namespace docket {
namespace {

constexpr std::size_t first_portion = 2;
constexpr std::size_t largest_portion = 256;

} // namespace

partitioned_walk::partitioned_walk(view_reader& view, std::string_view sql, walk_order order,
                                   std::int64_t partition_max, walk_begin after, walk_begin after_in_newest,
                                   std::vector<std::int64_t> others)
    : view_(view),
      sql_(sql),
      order_(order),
      others_(std::move(others)),
      parts_(static_cast<std::size_t>(partition_max) + 1) {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    parts_[i].partition = static_cast<std::int64_t>(i);
    parts_[i].after = i + 1 == parts_.size() ? after_in_newest : after;
    parts_[i].portion = first_portion;
    if (fill(parts_[i])) enqueue(i);
  }
}

bool partitioned_walk::comes_later(const walked_row& a, const walked_row& b) const noexcept {
  const auto place = [](const walked_row& row) { return std::pair{row.value, row.tie}; };
  return order_ == walk_order::ascending ? place(a) > place(b) : place(a) < place(b);
}

bool partitioned_walk::fill(part& p) {
  if (p.portion == 0) return false;
  auto& query = view_.prepared(sql_);
  query.bind(1, p.partition);
  query.bind(2, p.after.value);
  query.bind(3, p.after.tie);
  query.bind(4, static_cast<std::int64_t>(p.portion));
  int parameter = 5;
  for (const auto other : others_)
    query.bind(parameter++, other);
  for (const sqlite::rows_of rows{query}; rows.next();)
    p.rows.push_back({query.integer(0), query.integer(1), query.integer(2)});
  p.portion = p.rows.size() < p.portion ? 0 : std::min(p.portion * 4, largest_portion);
  if (p.rows.empty()) return false;
  p.after = {p.rows.back().value, p.rows.back().tie};
  std::ranges::reverse(p.rows);
  return true;
}

void partitioned_walk::enqueue(std::size_t index) {
  queue_.push_back(index);
  std::ranges::push_heap(queue_, [this](std::size_t a, std::size_t b) {
    return comes_later(parts_[a].rows.back(), parts_[b].rows.back());
  });
}

std::optional<walked_row> partitioned_walk::next() {
  if (queue_.empty()) return std::nullopt;
  std::ranges::pop_heap(queue_, [this](std::size_t a, std::size_t b) {
    return comes_later(parts_[a].rows.back(), parts_[b].rows.back());
  });
  const auto index = queue_.back();
  queue_.pop_back();
  auto& p = parts_[index];
  const auto row = p.rows.back();
  p.rows.pop_back();
  if (!p.rows.empty() || fill(p)) enqueue(index);
  return row;
}

} // namespace docket
