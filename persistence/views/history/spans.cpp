#include "docket/persistence/views/history/spans.hpp"

#include "docket/persistence/views/history/counts_by_position.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace docket {
namespace {

constexpr std::int64_t shortest_in_positions = 4096;
constexpr int classes = 31;

// floor(log4(length)), of a length above zero.
int class_of(std::int64_t length) noexcept {
  return (static_cast<int>(std::bit_width(static_cast<std::uint64_t>(length))) - 1) / 2;
}

// Spans of the class that contain `at` begin after this.
std::int64_t begin_after(std::int64_t at, int length_class) noexcept {
  constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
  const auto longest = std::int64_t{1} << (2 * length_class + 2 < 63 ? 2 * length_class + 2 : 62);
  return at < lowest + longest ? lowest : at - longest;
}

} // namespace

void spans::create_tables(view_tables& tables) {
  tables.execute("CREATE TABLE open_spans(status INTEGER NOT NULL, key INTEGER NOT NULL, "
                 "since_time INTEGER NOT NULL, since_position INTEGER NOT NULL, PRIMARY KEY(status, key)) "
                 "WITHOUT ROWID;"
                 "CREATE TABLE time_spans(status INTEGER NOT NULL, class INTEGER NOT NULL, "
                 "since INTEGER NOT NULL, key INTEGER NOT NULL, until INTEGER NOT NULL, "
                 "PRIMARY KEY(status, class, since, key)) WITHOUT ROWID;"
                 "CREATE TABLE position_spans(status INTEGER NOT NULL, class INTEGER NOT NULL, "
                 "since INTEGER NOT NULL, key INTEGER NOT NULL, until INTEGER NOT NULL, "
                 "PRIMARY KEY(status, class, since, key)) WITHOUT ROWID");
}

void spans::note(const status_change& change, span_end since) {
  const auto [open, is_new] = open_.try_emplace(change.key);
  if (is_new) open->second.stored = change.before;
  open->second.now = change.after;
  open->second.since = {change.occurred_at, change.position};
  if (change.before == no_status) return;
  note_closed(change.before, change.key, since, {change.occurred_at, change.position}, shortest_in_positions);
}

void spans::note_closed(status_id kind, std::int64_t key, span_end since, span_end until,
                        std::int64_t shortest) {
  if (const auto length = until.time - since.time; length > 0)
    by_time_.push_back({kind, class_of(length), since.time, key, until.time});
  if (const auto length = until.position - since.position; length >= shortest)
    by_position_.push_back({kind, class_of(length), since.position, key, until.position});
}

void spans::write_closed(std::vector<closed_span>& closed, view_tables& tables, const char* sql) {
  std::ranges::sort(closed);
  auto& insert = tables.prepared(sql);
  for (const auto& span : closed) {
    insert.bind(1, span.status);
    insert.bind(2, span.length_class);
    insert.bind(3, span.since);
    insert.bind(4, span.key);
    insert.bind(5, span.until);
    insert.run();
  }
  closed.clear();
}

void spans::write_open(view_tables& tables) {
  std::vector<std::pair<std::int64_t, open_span>> in_order(open_.begin(), open_.end());
  std::ranges::sort(in_order, {}, [](const auto& entry) { return entry.first; });
  auto& remove = tables.prepared("DELETE FROM open_spans WHERE status = ? AND key = ?");
  auto& insert =
      tables.prepared("INSERT INTO open_spans(status, key, since_time, since_position) VALUES(?, ?, ?, ?)");
  for (const auto& [key, open] : in_order) {
    if (open.stored != no_status) {
      remove.bind(1, open.stored);
      remove.bind(2, key);
      remove.run();
    }
    insert.bind(1, open.now);
    insert.bind(2, key);
    insert.bind(3, open.since.time);
    insert.bind(4, open.since.position);
    insert.run();
  }
  open_.clear();
}

void spans::flush(view_tables& tables) {
  write_open(tables);
  write_closed(by_time_, tables,
               "INSERT OR REPLACE INTO time_spans(status, class, since, key, until) VALUES(?, ?, ?, ?, ?)");
  write_closed(
      by_position_, tables,
      "INSERT OR REPLACE INTO position_spans(status, class, since, key, until) VALUES(?, ?, ?, ?, ?)");
}

void spans::forget() noexcept {
  open_.clear();
  by_time_.clear();
  by_position_.clear();
}

namespace {

// Gathers keys until too many rows were looked at.
class span_search {
public:
  span_search(view_reader& view, status_id status, std::size_t limit)
      : view_(view),
        status_(status),
        limit_(limit) {}

  bool add_open(const bounds& at) {
    auto& query = view_.prepared("SELECT key, since_time, since_position FROM open_spans WHERE status = ?");
    query.bind(1, status_);
    for (const sqlite::rows_of rows{query}; rows.next();) {
      if (++looked_at_ > limit_) return false;
      if (at.include(query.integer(1), query.integer(2))) keys_.push_back(query.integer(0));
    }
    return true;
  }

  bool add_closed(const bounds& at) {
    if (at.time != bounds::no_bound &&
        !add_closed(at.time, "SELECT key, until FROM time_spans WHERE status = ? AND class = ? AND "
                             "since > ? AND since <= ?"))
      return false;
    return at.knows_all ||
           add_closed(at.position, "SELECT key, until FROM position_spans WHERE status = ? AND class = ? AND "
                                   "since > ? AND since <= ?");
  }

  // `sql` asks for key and until of one status and class that begin after one value up to another.
  bool add_closed(std::int64_t at, std::string_view sql) {
    auto& query = view_.prepared(sql);
    for (int length_class = 0; length_class < classes; ++length_class) {
      query.bind(1, status_);
      query.bind(2, length_class);
      query.bind(3, begin_after(at, length_class));
      query.bind(4, at);
      for (const sqlite::rows_of rows{query}; rows.next();) {
        if (++looked_at_ > limit_) return false;
        if (query.integer(1) > at) keys_.push_back(query.integer(0));
      }
    }
    return true;
  }

  // Short spans are not kept by position.
  void add_newest_changes(std::int64_t position) {
    visit_changes(view_, position - shortest_in_positions, position, [this](const status_change& change) {
      if (change.after == status_) keys_.push_back(change.key);
    });
  }

  [[nodiscard]] std::vector<std::int64_t> keys() && { return std::move(keys_); }

private:
  view_reader& view_;
  status_id status_;
  std::size_t limit_;
  std::size_t looked_at_ = 0;
  std::vector<std::int64_t> keys_;
};

} // namespace

// Whoever is in the status by both bounds left it, if at all, after the time or after the position: so its
// span on that axis contains the bound.
std::optional<std::vector<std::int64_t>> candidates_in_status(view_reader& view, status_id status,
                                                              const bounds& at, std::size_t limit) {
  span_search search{view, status, limit};
  if (!search.add_open(at) || !search.add_closed(at)) return std::nullopt;
  if (!at.knows_all) search.add_newest_changes(at.position);
  return std::move(search).keys();
}

std::optional<std::vector<std::int64_t>> candidates_in_span(view_reader& view, status_id kind,
                                                            const bounds& at, std::size_t limit) {
  span_search search{view, kind, limit};
  if (!search.add_closed(at)) return std::nullopt;
  return std::move(search).keys();
}

} // namespace docket
