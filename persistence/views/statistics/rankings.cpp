#include "docket/persistence/views/statistics/rankings.hpp"

#include <algorithm>
#include <limits>

namespace docket::statistics {

namespace {

constexpr std::int64_t late_max = 1'024;
constexpr std::size_t ranked_min = ranked_max * 7 / 8; // With fewer it is made anew.

std::int64_t number(const statements& in, std::string_view sql) {
  auto& select = in.prepared(sql);
  const sqlite::rows_of rows{select};
  return rows.next() ? select.integer(0) : 0;
}

void run_from(view_tables& tables, std::string_view sql, std::int64_t at) {
  auto& statement = tables.prepared(sql);
  statement.bind(1, at);
  statement.run();
}

void keep_each_once(std::vector<member_id>& list) {
  std::ranges::sort(list);
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

void append_late(const statements& in, const axis_sql& sql, std::int64_t first, std::int64_t last,
                 std::vector<member_id>& to) {
  auto& select = in.prepared(sql.late_all);
  select.bind(1, first);
  select.bind(2, last);
  const sqlite::rows_of rows{select};
  while (rows.next())
    to.push_back(member_id{select.integer(0)});
}

} // namespace

std::int64_t boundary_before(const statements& in, axis a, std::int64_t at) {
  auto& select = in.prepared(sql_of(a).boundary_before);
  select.bind(1, at);
  const sqlite::rows_of rows{select};
  return rows.next() ? select.integer(0) : before_all;
}

ranking ranking_at(const statements& in, axis a, family_id family, measure by, std::int64_t boundary) {
  auto& select = in.prepared(sql_of(a).read_top);
  select.bind(1, family);
  select.bind(2, static_cast<std::int64_t>(by));
  select.bind(3, boundary);
  const sqlite::rows_of rows{select};
  return rows.next() ? ranking::decode(family, select.text(0)) : ranking{};
}

std::vector<member_id> members_since(const statements& in, axis a, family_id family, std::int64_t boundary,
                                     std::int64_t at) {
  const auto& sql = sql_of(a);
  std::vector<member_id> found;
  {
    auto& select = in.prepared(sql.members_of_family_changed);
    select.bind(1, boundary);
    select.bind(2, at);
    select.bind(3, first_of(family));
    select.bind(4, last_of(family));
    const sqlite::rows_of rows{select};
    while (rows.next())
      found.push_back(member_id{select.integer(0)});
  }
  append_late(in, sql, first_of(family), last_of(family), found);
  keep_each_once(found);
  return found;
}

std::int64_t boundary_writer::newest(view_tables& tables) {
  if (!newest_)
    newest_ = boundary_before(statements{tables}, axis_, std::numeric_limits<std::int64_t>::max());
  return *newest_;
}

void boundary_writer::note(view_tables& tables, member_id member, std::int64_t at) {
  if (at > newest(tables)) {
    if (since_) ++*since_;
    return;
  }
  const auto& sql = sql_of(axis_);
  if (!late_) late_ = number(statements{tables}, sql.late_count);
  auto& add = tables.prepared(sql.add_late);
  add.bind(1, at);
  add.bind(2, value(member));
  add.run();
  *late_ += tables.rows_changed();
  if (*late_ > late_max) drop_after_late(tables);
}

void boundary_writer::drop_after_late(view_tables& tables) {
  const auto& sql = sql_of(axis_);
  const auto first = number(statements{tables}, sql.late_first);
  run_from(tables, sql.drop_boundaries, first);
  run_from(tables, sql.drop_tops, first);
  tables.prepared(sql.forget_late).run();
  forget();
}

bool boundary_writer::advance(view_tables& tables, members& all, std::int64_t safe) {
  if (since_ && *since_ < boundary_changes) return false;
  const auto from = newest(tables);
  std::vector<member_id> changed;
  const auto at = next_boundary(tables, safe, changed);
  if (!at) return false;
  for (const auto& [family, of_family] : candidates(tables, std::move(changed)))
    write_rankings(tables, all, family, of_family, from, *at);
  run_from(tables, sql_of(axis_).add_boundary, *at);
  newest_ = *at;
  since_.reset();
  return true;
}

// All changes at one place come before the boundary, or none does.
std::optional<std::int64_t> boundary_writer::next_boundary(view_tables& tables, std::int64_t safe,
                                                           std::vector<member_id>& changed) {
  const auto& sql = sql_of(axis_);
  std::int64_t at = 0;
  {
    auto& select = tables.prepared(sql.members_changed);
    select.bind(1, newest(tables));
    select.bind(2, safe);
    select.bind(3, static_cast<std::int64_t>(boundary_changes));
    const sqlite::rows_of rows{select};
    for (; rows.next(); at = select.integer(0))
      changed.push_back(member_id{select.integer(1)});
  }
  if (changed.size() < boundary_changes) {
    since_ = changed.size();
    return std::nullopt;
  }
  auto& select = tables.prepared(sql.members_changed_at);
  select.bind(1, at);
  const sqlite::rows_of rows{select};
  while (rows.next())
    changed.push_back(member_id{select.integer(0)});
  return at;
}

boundary_writer::by_family boundary_writer::candidates(view_tables& tables,
                                                       std::vector<member_id> changed) const {
  constexpr auto last = std::numeric_limits<std::int64_t>::max();
  append_late(statements{tables}, sql_of(axis_), 0, last, changed);
  keep_each_once(changed);
  by_family sorted;
  for (const auto id : changed)
    sorted[family_of(id)].push_back(id);
  return sorted;
}

void boundary_writer::write_rankings(view_tables& tables, members& all, family_id family,
                                     const std::vector<member_id>& changed, std::int64_t from,
                                     std::int64_t at) {
  std::vector<figures> now;
  now.reserve(changed.size());
  for (const auto id : changed)
    now.push_back(figures_of(tables, all, id, at));
  const key_of_member key_of = [&](member_id id) -> std::string_view { return all.find(tables, id).key; };
  for (const auto by : measures_all) {
    std::vector<ranking::changed_member> figures;
    figures.reserve(changed.size());
    for (std::size_t i = 0; i < changed.size(); ++i)
      figures.push_back({changed[i], now[i].orders() != 0 ? std::optional{now[i].of(by)} : std::nullopt});
    auto top = ranking_at(statements{tables}, axis_, family, by, from);
    top.change(figures, key_of);
    if (!top.complete() && top.entries().size() < ranked_min) top = made_anew(tables, all, family, by, at);
    top.cut(ranked_max);
    const auto bytes = top.encode(family);
    auto& row = tables.prepared(sql_of(axis_).write_top);
    row.bind(1, family);
    row.bind(2, static_cast<std::int64_t>(by));
    row.bind(3, at);
    row.bind_text(4, bytes);
    row.run();
  }
}

// Of all members: when so many fell out that hardly enough are left. Rare, as figures mostly grow.
ranking boundary_writer::made_anew(view_tables& tables, members& all, family_id family, measure by,
                                   std::int64_t at) const {
  std::vector<member_id> ids;
  {
    auto& select = tables.prepared("SELECT member FROM members WHERE member >= ?1 AND member <= ?2");
    select.bind(1, first_of(family));
    select.bind(2, last_of(family));
    const sqlite::rows_of rows{select};
    while (rows.next())
      ids.push_back(member_id{select.integer(0)});
  }
  std::vector<ranking::changed_member> everybody;
  for (const auto id : ids)
    if (const auto then = figures_of(tables, all, id, at); then.orders() != 0)
      everybody.push_back({id, then.of(by)});
  ranking top;
  top.change(everybody, [&](member_id id) -> std::string_view { return all.find(tables, id).key; });
  return top;
}

figures boundary_writer::figures_of(view_tables& tables, members& all, member_id id, std::int64_t at) const {
  auto& m = all.find(tables, id);
  return m.last_of(axis_) <= at ? m.now : figures_at(statements{tables}, axis_, id, at);
}

} // namespace docket::statistics
