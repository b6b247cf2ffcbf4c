#include "docket/persistence/views/statistics/history.hpp"

#include <algorithm>
#include <limits>

namespace docket::statistics {

namespace {

constexpr std::int64_t after_all = std::numeric_limits<std::int64_t>::max();

figures figures_from(const sqlite::statement& row, int column) {
  return {row.integer(column), row.integer(column + 1), row.integer(column + 2), row.integer(column + 3)};
}

void bind_figures(sqlite::statement& to, int parameter, const figures& f) {
  for (const auto m : measures_all)
    to.bind(parameter++, f.of(m));
}

} // namespace

figures figures_at(const statements& in, axis a, member_id member, std::int64_t at) {
  const auto& sql = sql_of(a);
  figures sum;
  std::int64_t from = before_all;
  {
    auto& block = in.prepared(sql.block_before);
    block.bind(1, value(member));
    block.bind(2, at);
    const sqlite::rows_of rows{block};
    if (rows.next()) {
      from = block.integer(0);
      sum = figures_from(block, 2);
    }
  }
  auto& changes = in.prepared(sql.changes_of);
  changes.bind(1, value(member));
  changes.bind(2, from);
  changes.bind(3, at);
  const sqlite::rows_of rows{changes};
  while (rows.next())
    sum += figures_from(changes, 1);
  return sum;
}

newest_block history_writer::add(member_id member, newest_block newest, const std::vector<change>& changes) {
  std::vector<change> late;
  for (const auto& added : changes) {
    const bool is_new = write(member, added);
    if (added.at < newest.first)
      late.push_back(added);
    else if (is_new)
      ++newest.changes;
  }
  if (!late.empty()) note_late(member, newest, late);
  if (newest.changes < 2 * block_changes) return newest;
  auto whole = block_at(member, newest.first);
  whole.first = newest.first;
  return cut(member, whole, after_all);
}

bool history_writer::write(member_id member, const change& added) {
  auto& insert = in_.prepared(sql_.add_change);
  insert.bind(1, value(member));
  insert.bind(2, added.at);
  bind_figures(insert, 3, added.added);
  insert.run();
  if (rows_changed_(source_) == 1) return true;

  figures sum = added.added;
  {
    auto& there = in_.prepared(sql_.changes_of);
    there.bind(1, value(member));
    there.bind(2, added.at);
    there.bind(3, added.at);
    const sqlite::rows_of rows{there};
    if (rows.next()) sum += figures_from(there, 1);
  }
  auto& replace = in_.prepared(sql_.replace_change);
  replace.bind(1, value(member));
  replace.bind(2, added.at);
  bind_figures(replace, 3, sum);
  replace.run();
  return false;
}

// Every block after a late change begins with more than before; the one that it stands in may have to be cut.
void history_writer::note_late(member_id member, const newest_block& newest,
                               const std::vector<change>& late) {
  auto blocks = blocks_from(member, block_at(member, late.front().at).first);
  figures sum;
  auto next = late.begin();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    auto& b = blocks[i];
    b.before += sum;
    const auto end = i + 1 < blocks.size() ? blocks[i + 1].first : after_all;
    for (; next != late.end() && next->at < end; ++next) {
      sum += next->added;
      ++b.changes; // Too many when the place was taken already: then it is cut a little early.
    }
    write(member, b);
    if (b.changes >= 2 * block_changes && b.first != newest.first) (void)cut(member, b, end - 1);
  }
}

std::vector<history_writer::block> history_writer::blocks_from(member_id member, std::int64_t at) {
  std::vector<block> found;
  auto& select = in_.prepared(sql_.blocks_from);
  select.bind(1, value(member));
  select.bind(2, at);
  const sqlite::rows_of rows{select};
  while (rows.next())
    found.push_back({select.integer(0), select.integer(1), figures_from(select, 2)});
  return found;
}

void history_writer::write(member_id member, const block& b) {
  auto& row = in_.prepared(sql_.write_block);
  row.bind(1, value(member));
  row.bind(2, b.first);
  row.bind(3, b.changes);
  bind_figures(row, 4, b.before);
  row.run();
}

newest_block history_writer::cut(member_id member, const block& whole, std::int64_t last) {
  std::vector<change> changes;
  {
    auto& select = in_.prepared(sql_.changes_of);
    select.bind(1, value(member));
    select.bind(2, whole.first);
    select.bind(3, last);
    const sqlite::rows_of rows{select};
    while (rows.next())
      changes.push_back({select.integer(0), figures_from(select, 1)});
  }
  const auto all = static_cast<std::int64_t>(changes.size());
  block part = whole;
  figures sum = whole.before;
  std::int64_t begin = 0;
  for (std::int64_t i = 0; i < all; ++i) {
    const auto& c = changes[static_cast<std::size_t>(i)];
    if (i - begin == block_changes && all - i >= block_changes) {
      part.changes = i - begin;
      write(member, part);
      part = {c.at, 0, sum};
      begin = i;
    }
    sum += c.added;
  }
  part.changes = all - begin;
  write(member, part);
  return {part.first, part.changes};
}

// The block in which this place lies. The first one has no row until it is cut.
history_writer::block history_writer::block_at(member_id member, std::int64_t at) {
  auto& select = in_.prepared(sql_.block_before);
  select.bind(1, value(member));
  select.bind(2, at);
  const sqlite::rows_of rows{select};
  if (!rows.next()) return {};
  return {select.integer(0), select.integer(1), figures_from(select, 2)};
}

} // namespace docket::statistics
