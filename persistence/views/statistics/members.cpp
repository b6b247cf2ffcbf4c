#include "docket/persistence/views/statistics/members.hpp"

#include "docket/persistence/store/store_error.hpp"

namespace docket::statistics {

namespace {

constexpr std::size_t kept_max = 250'000; // Some 50 MiB.

constexpr std::string_view columns = "member, key, orders, total, quantity, revenue, position_block, "
                                     "time_block, last_position, last_time";

member read(const sqlite::statement& row) {
  member m;
  m.id = member_id{row.integer(0)};
  m.key = row.text(1);
  m.now = {row.integer(2), row.integer(3), row.integer(4), row.integer(5)};
  m.newest = {newest_block{.first = row.integer(6)}, newest_block{.first = row.integer(7)}};
  m.last = {row.integer(8), row.integer(9)};
  return m;
}

// Its place in the dictionary, which never changes; the rest is written when it is counted.
void insert(view_tables& tables, const member& m) {
  auto& row = tables.prepared("INSERT INTO members VALUES (?1, ?2, ?3, 0, 0, 0, 0, 0, 0, 0, 0)");
  row.bind(1, value(m.id));
  row.bind(2, family_of(m.id));
  row.bind_text(3, m.key);
  row.run();
}

void write(view_tables& tables, const member& m) {
  auto& row = tables.prepared("UPDATE members SET orders = ?2, total = ?3, quantity = ?4, revenue = ?5, "
                              "position_block = ?6, time_block = ?7, last_position = ?8, last_time = ?9 "
                              "WHERE member = ?1");
  int i = 0;
  row.bind(++i, value(m.id));
  for (const auto wanted : measures_all)
    row.bind(++i, m.now.of(wanted));
  for (const auto& newest : m.newest)
    row.bind(++i, newest.first);
  for (const auto last : m.last)
    row.bind(++i, last);
  row.run();
}

} // namespace

void members::create_tables(view_tables& tables) {
  tables.execute(R"(
CREATE TABLE families (family INTEGER PRIMARY KEY, kind TEXT, currency TEXT, UNIQUE (kind, currency));
CREATE TABLE members (member INTEGER PRIMARY KEY, family INTEGER, key TEXT, orders INTEGER, total INTEGER,
  quantity INTEGER, revenue INTEGER, position_block INTEGER, time_block INTEGER, last_position INTEGER,
  last_time INTEGER, UNIQUE (family, key));
)");
}

member& members::find(view_tables& tables, char kind, const currency& in, std::string_view key) {
  const auto family = family_for(tables, kind, in);
  if (const auto known = by_key_.find({family, key}); known != by_key_.end()) return *known->second;
  static const std::string by_key =
      "SELECT " + std::string{columns} + " FROM members WHERE family = ?1 AND key = ?2";
  {
    auto& select = tables.prepared(by_key);
    select.bind(1, family);
    select.bind_text(2, key);
    const sqlite::rows_of rows{select};
    if (rows.next()) return keep(read(select));
  }
  auto& last = tables.prepared("SELECT max(member) FROM members WHERE member >= ?1 AND member <= ?2");
  last.bind(1, first_of(family));
  last.bind(2, last_of(family));
  const sqlite::rows_of rows{last};
  member made;
  made.id = member_id{rows.next() && last.integer(0) != 0 ? last.integer(0) + 1 : first_of(family)};
  made.key = key;
  auto& m = keep(std::move(made));
  insert(tables, m); // So that the next one gets another number.
  return m;
}

member& members::find(view_tables& tables, member_id id) {
  if (const auto known = by_id_.find(id); known != by_id_.end()) return known->second;
  static const std::string by_id = "SELECT " + std::string{columns} + " FROM members WHERE member = ?1";
  auto& select = tables.prepared(by_id);
  select.bind(1, value(id));
  const sqlite::rows_of rows{select};
  if (!rows.next())
    throw store_error{store_errc::corrupt, "A member of a statistics view is missing; rebuild the view."};
  return keep(read(select));
}

void members::note_change(member& m) {
  if (!m.changed) changed_.push_back(&m);
  m.changed = true;
}

void members::write_changed(view_tables& tables) {
  for (auto* const m : changed_) {
    write(tables, *m);
    m->changed = false;
  }
  changed_.clear();
}

void members::trim() {
  if (by_id_.size() > kept_max) forget();
}

void members::forget() noexcept {
  changed_.clear();
  by_key_.clear();
  by_id_.clear();
  families_.clear();
}

family_id members::family_for(view_tables& tables, char kind, const currency& in) {
  const family_name name{kind, in.code()};
  if (const auto known = families_.find(name); known != families_.end()) return known->second;
  {
    auto& insert = tables.prepared("INSERT OR IGNORE INTO families (kind, currency) VALUES (?1, ?2)");
    insert.bind_text(1, {&kind, 1});
    insert.bind_text(2, in.code());
    insert.run();
  }
  auto& select = tables.prepared("SELECT family FROM families WHERE kind = ?1 AND currency = ?2");
  select.bind_text(1, {&kind, 1});
  select.bind_text(2, in.code());
  const sqlite::rows_of rows{select};
  if (!rows.next()) throw store_error{store_errc::corrupt, "A family of a statistics view is missing."};
  return families_[name] = select.integer(0);
}

member& members::keep(member&& m) {
  const auto id = m.id;
  auto& kept = by_id_.insert_or_assign(id, std::move(m)).first->second;
  by_key_.insert_or_assign({family_of(id), std::string_view{kept.key}}, &kept);
  return kept;
}

} // namespace docket::statistics
