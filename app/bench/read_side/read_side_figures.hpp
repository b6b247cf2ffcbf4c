#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What was measured of the read side. A measurement that was not asked for is missing.
namespace docket::app::bench {

inline constexpr double lag_ms_max = 100; // Of views that keep up, in 99 of 100 looks at them.

// One view made from nothing, beside nobody or beside all others.
struct view_figure {
  std::string view;
  std::uint64_t events = 0;         // That it was told.
  double events_per_second = 0;     // Of these.
  double log_events_per_second = 0; // Of all that the log holds.
  std::uint64_t bytes = 0;          // On the disk, closed.
};

// The views over one log, one after the other and then all at the same time.
struct rebuild_figure {
  std::string log{}; // "orders", "fulfilments"
  std::uint64_t orders = 0, log_events = 0;
  std::vector<view_figure> views{};      // Each alone.
  double together_events_per_second = 0; // Of the log, until the last view is there.
};

// One rate, at which commands were sent for a while.
struct pace_figure {
  double asked_events_per_second = 0, events_per_second = 0;
  double lag_p50_ms = 0, lag_p99_ms = 0; // Of all views together.

  // The rate was kept, and the views kept up with it.
  [[nodiscard]] bool is_steady() const noexcept {
    return events_per_second >= 0.95 * asked_events_per_second && lag_p99_ms <= lag_ms_max;
  }
};

struct following_figure {
  std::vector<pace_figure> paces; // As they were tried.
  pace_figure best;               // The fastest steady one; zeros when none was.
};

// The writer as fast as it can, without views and with them.
struct full_load_figure {
  double alone_events_per_second = 0, events_per_second = 0;
  double ratio = 0;            // Of the two, by rounds.
  double behind_events = 0;    // The view that was furthest behind, when the load ended.
  double catch_up_seconds = 0; // Until the last view was at the log's end.
};

struct query_figure {
  std::string query;
  std::string moment; // "now", "as of", "at position"
  bool is_page = false, is_count = false;
  double p50_us = 0, p99_us = 0;
};

struct queries_figure {
  std::uint64_t orders = 0, log_events = 0;
  std::uint64_t fulfilments = 0; // In another log, for the queries that are about them and about stock.
  double building_events_per_second = 0; // Of all views together, over this log.
  std::uint64_t log_bytes = 0;
  std::vector<view_figure> views;
  std::vector<query_figure> queries;
};

// From a receipt to the moment when the order list has what it says.
struct own_writes_figure {
  double p50_us = 0, p99_us = 0; // When nobody else writes.
  // While others write so much: 10,000, or less on a machine that does not keep up; zeros when it never did.
  double busy_events_per_second = 0;
  double busy_p50_us = 0, busy_p99_us = 0;
};

struct read_side_figures {
  std::vector<rebuild_figure> rebuild;
  std::optional<following_figure> following;
  std::optional<full_load_figure> full_load;
  std::optional<queries_figure> queries;
  std::optional<own_writes_figure> own_writes;
};

} // namespace docket::app::bench
