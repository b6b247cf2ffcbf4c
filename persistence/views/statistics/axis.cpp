#include "docket/persistence/views/statistics/axis.hpp"

#include <array>
#include <string_view>

namespace docket::statistics {

namespace {

// '@' stands for the axis.
std::string over(std::string_view axis, std::string_view sql) {
  std::string result;
  for (const char c : sql) {
    if (c == '@')
      result += axis;
    else
      result += c;
  }
  return result;
}

constexpr std::string_view tables = R"(
CREATE TABLE places_@ (at INTEGER, member INTEGER, PRIMARY KEY (at, member)) WITHOUT ROWID;
CREATE TABLE blocks_@ (member INTEGER, first INTEGER, orders INTEGER, total INTEGER, quantity INTEGER,
  revenue INTEGER, changes BLOB, PRIMARY KEY (member, first)) WITHOUT ROWID;
CREATE TABLE boundaries_@ (at INTEGER PRIMARY KEY);
CREATE TABLE tops_@ (family INTEGER, measure INTEGER, at INTEGER, entries BLOB,
  PRIMARY KEY (family, measure, at)) WITHOUT ROWID;
CREATE TABLE late_@ (at INTEGER, member INTEGER, PRIMARY KEY (at, member)) WITHOUT ROWID;
)";

axis_sql make(std::string_view axis) {
  const auto sql = [&](std::string_view text) { return over(axis, text); };
  return {
      .create = sql(tables),
      .add_place = sql("INSERT OR IGNORE INTO places_@ VALUES (?1, ?2)"),
      .members_changed =
          sql("SELECT at, member FROM places_@ WHERE at > ?1 AND at <= ?2 ORDER BY at LIMIT ?3"),
      .members_changed_at = sql("SELECT member FROM places_@ WHERE at = ?1"),
      .members_of_family_changed = sql("SELECT member FROM places_@ WHERE at > ?1 AND at <= ?2 "
                                       "AND member >= ?3 AND member <= ?4"),
      .block_at = sql("SELECT first, orders, total, quantity, revenue, changes FROM blocks_@ "
                      "WHERE member = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1"),
      .blocks_from = sql("SELECT first, orders, total, quantity, revenue, changes FROM blocks_@ "
                         "WHERE member = ?1 AND first >= ?2 ORDER BY first"),
      .write_block = sql("REPLACE INTO blocks_@ VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
      .append_to_block = sql("UPDATE blocks_@ SET changes = changes || ?3 WHERE member = ?1 AND first = ?2"),
      .remove_block = sql("DELETE FROM blocks_@ WHERE member = ?1 AND first = ?2"),
      .write_top = sql("INSERT OR REPLACE INTO tops_@ VALUES (?1, ?2, ?3, ?4)"),
      .read_top = sql("SELECT entries FROM tops_@ WHERE family = ?1 AND measure = ?2 AND at <= ?3 "
                      "ORDER BY at DESC LIMIT 1"),
      .add_boundary = sql("INSERT INTO boundaries_@ VALUES (?1)"),
      .boundary_before = sql("SELECT at FROM boundaries_@ WHERE at <= ?1 ORDER BY at DESC LIMIT 1"),
      .drop_boundaries = sql("DELETE FROM boundaries_@ WHERE at >= ?1"),
      .drop_tops = sql("DELETE FROM tops_@ WHERE at >= ?1"),
      .add_late = sql("INSERT OR IGNORE INTO late_@ VALUES (?1, ?2)"),
      .late_all = sql("SELECT member FROM late_@ WHERE member >= ?1 AND member <= ?2"),
      .late_count = sql("SELECT count(*) FROM late_@"),
      .late_first = sql("SELECT min(at) FROM late_@"),
      .forget_late = sql("DELETE FROM late_@"),
  };
}

} // namespace

const axis_sql& sql_of(axis a) {
  static const std::array<axis_sql, axes> sql{make("position"), make("time")};
  return sql[static_cast<std::size_t>(a)];
}

} // namespace docket::statistics
