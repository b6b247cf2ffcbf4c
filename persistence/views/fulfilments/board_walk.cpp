#include "docket/persistence/views/fulfilments/board_walk.hpp"

#include "docket/persistence/views/history/spans.hpp"

#include <algorithm>
#include <functional>
#include <limits>

namespace docket::board {

namespace {

constexpr std::size_t few = 8'000; // Rather looked at one by one than walked past.
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

constexpr std::string_view cards_up = "SELECT since_time, key FROM cards WHERE phase = ?1 AND "
                                      "(since_time, key) > (?2, ?3) ORDER BY since_time, key LIMIT ?4";
constexpr std::string_view cards_down =
    "SELECT since_time, key FROM cards WHERE phase = ?1 AND "
    "(since_time, key) < (?2, ?3) ORDER BY since_time DESC, key DESC LIMIT ?4";
constexpr std::string_view by_time_up = "SELECT occurred_at, key FROM phases WHERE phase = ?1 AND "
                                        "(occurred_at, key) > (?2, ?3) AND occurred_at <= ?4 "
                                        "ORDER BY occurred_at, key";
constexpr std::string_view by_time_down = "SELECT occurred_at, key FROM phases WHERE phase = ?1 AND "
                                          "(occurred_at, key) < (?2, ?3) AND occurred_at <= ?4 "
                                          "ORDER BY occurred_at DESC, key DESC";
constexpr std::string_view by_position_up = "SELECT position, key FROM phases WHERE phase = ?1 AND "
                                            "(position, key) > (?2, ?3) AND position <= ?4 "
                                            "ORDER BY position, key";
constexpr std::string_view by_position_down = "SELECT position, key FROM phases WHERE phase = ?1 AND "
                                              "(position, key) < (?2, ?3) AND position <= ?4 "
                                              "ORDER BY position DESC, key DESC";

std::string_view entries(const walk& w) {
  if (w.by_position) return w.newest_first ? by_position_down : by_position_up;
  return w.newest_first ? by_time_down : by_time_up;
}

place start_of(const walk& w) {
  if (w.after) return *w.after;
  return w.newest_first ? place{largest, largest} : place{smallest, smallest};
}

void bind_start(sqlite::statement& to, const walk& w) {
  const auto start = start_of(w);
  to.bind(1, w.phase);
  to.bind(2, start.since);
  to.bind(3, start.key);
}

bool is_after(const place& p, const walk& w) {
  if (!w.after) return true;
  return w.newest_first ? p < *w.after : p > *w.after;
}

std::vector<place> places_now(view_reader& view, const walk& w) {
  std::vector<place> found;
  auto& select = view.prepared(w.newest_first ? cards_down : cards_up);
  bind_start(select, w);
  select.bind(4, sqlite::sql_limit(w.limit));
  const sqlite::rows_of rows{select};
  while (rows.next())
    found.push_back({select.integer(0), select.integer(1)});
  return found;
}

// Since when it was in the phase at the moment; nothing when it was in another. A fulfilment changes its
// phase a few times at most.
std::optional<std::int64_t> since_in(view_reader& view, std::int64_t key, const walk& w, const bounds& at) {
  auto& select = view.prepared("SELECT occurred_at, phase, position FROM phases WHERE key = ?1 AND "
                               "position <= ?2 ORDER BY position DESC");
  select.bind(1, key);
  select.bind(2, at.position);
  const sqlite::rows_of rows{select};
  while (rows.next()) {
    if (select.integer(0) > at.time) continue;
    if (select.integer(1) != w.phase) return std::nullopt;
    return select.integer(w.by_position ? 2 : 0);
  }
  return std::nullopt;
}

std::vector<place> places_among(view_reader& view, const walk& w, const bounds& at,
                                std::vector<std::int64_t> candidates) {
  std::ranges::sort(candidates);
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  std::vector<place> found;
  for (const auto key : candidates)
    if (const auto since = since_in(view, key, w, at); since && is_after({*since, key}, w))
      found.push_back({*since, key});
  sort_places(found, w.newest_first);
  if (found.size() > w.limit) found.resize(w.limit);
  return found;
}

// Whoever came into the phase by then, in that order; most of them are still in it when they are many.
std::vector<place> places_walked(view_reader& view, const walk& w, const bounds& at) {
  std::vector<place> found;
  auto& select = view.prepared(entries(w));
  bind_start(select, w);
  select.bind(4, w.by_position ? at.position : at.time);
  const sqlite::rows_of rows{select};
  while (found.size() < w.limit && rows.next()) {
    const place entered{select.integer(0), select.integer(1)};
    if (!found.empty() && found.back() == entered) continue; // Twice at one instant.
    if (since_in(view, entered.key, w, at) == entered.since) found.push_back(entered);
  }
  return found;
}

} // namespace

std::vector<place> places_in(view_reader& view, const walk& w, const bounds& at) {
  if (at.is_now() && !w.by_position) return places_now(view, w);
  if (auto candidates = candidates_in_status(view, w.phase, at, few))
    return places_among(view, w, at, std::move(*candidates));
  return places_walked(view, w, at);
}

void sort_places(std::vector<place>& places, bool newest_first) {
  if (newest_first)
    std::ranges::sort(places, std::greater{});
  else
    std::ranges::sort(places);
}

} // namespace docket::board
