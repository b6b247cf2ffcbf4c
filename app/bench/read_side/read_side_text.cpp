#include "docket/app/bench/read_side/report_read_side.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/table.hpp"

#include <fmt/format.h>

namespace docket::app::bench {
namespace {

std::string count(double number) { return grouped(static_cast<std::uint64_t>(number + 0.5)); }
std::string ms(double milliseconds) { return fmt::format("{:.3f} ms", milliseconds); }

std::string section(const std::string& title, const table& rows) {
  return rows.empty() ? std::string{} : fmt::format("\n{}\n{}", title, rows.text());
}

std::string rebuild_text(const rebuild_figure& r) {
  table rows{{side::left, side::right, side::right, side::right}};
  rows.add({"", "events of interest", "of these a second", "events of the log a second"});
  for (const auto& view : r.views)
    rows.add(
        {view.view, grouped(view.events), count(view.events_per_second), count(view.log_events_per_second)});
  rows.add({"all together", "", "", count(r.together_events_per_second)});
  return section(fmt::format("Views made from nothing: a log of {} {}, {} events", grouped(r.orders), r.log,
                             grouped(r.log_events)),
                 rows);
}

std::string following_text(const following_figure& f) {
  table rows{{side::right, side::right, side::right, side::right, side::left}};
  rows.add({"asked, events/s", "kept, events/s", "lag p50", "lag p99", ""});
  for (const auto& pace : f.paces)
    rows.add({count(pace.asked_events_per_second), count(pace.events_per_second), ms(pace.lag_p50_ms),
              ms(pace.lag_p99_ms), pace.is_steady() ? "steady" : ""});
  return section("Following live: the writer at a pace, all views beside it", rows);
}

std::string load_text(const read_side_figures& m) {
  table rows{{side::left, side::right}};
  if (const auto& f = m.full_load) {
    rows.add({"the writer at full load, without views", count(f->alone_events_per_second) + " events/s"});
    rows.add({"the writer at full load, with views", count(f->events_per_second) + " events/s"});
    rows.add({"furthest behind at the end, and caught up after",
              fmt::format("{} events, {:.1f} s", count(f->behind_events), f->catch_up_seconds)});
  }
  if (const auto& o = m.own_writes) {
    rows.add({"from a receipt to being in the order list, p50", ms(o->p50_us / 1e3)});
    rows.add({"from a receipt to being in the order list, p99", ms(o->p99_us / 1e3)});
    const auto others = count(o->busy_events_per_second);
    rows.add({fmt::format("the same beside {} events/s, p50", others), ms(o->busy_p50_us / 1e3)});
    rows.add({fmt::format("the same beside {} events/s, p99", others), ms(o->busy_p99_us / 1e3)});
  }
  return section("The writer and its views", rows);
}

std::string disk_text(const queries_figure& q) {
  table rows{{side::left, side::right}};
  const auto add = [&](const std::string& what, std::uint64_t bytes) {
    rows.add({what, count(static_cast<double>(bytes) / static_cast<double>(q.orders))});
  };
  std::uint64_t all = 0;
  add("the log", q.log_bytes);
  for (const auto& view : q.views) {
    add(view.view, view.bytes);
    all += view.bytes;
  }
  add("all views, with their full history", all);
  return section("Bytes on the disk per order", rows);
}

std::string queries_text(const queries_figure& q) {
  table rows{{side::left, side::left, side::right, side::right}};
  rows.add({"", "", "p50", "p99"});
  for (const auto& query : q.queries)
    rows.add({query.query, query.moment, ms(query.p50_us / 1e3), ms(query.p99_us / 1e3)});
  return section(fmt::format("Queries over {} orders (of stock and fulfilments: over {} fulfilled ones; all "
                             "views together made at {} events/s), pages of 50; the past "
                             "is the middle of the history",
                             grouped(q.orders), grouped(q.fulfilments), count(q.building_events_per_second)),
                 rows) +
         disk_text(q);
}

} // namespace

std::string read_side_text(const read_side_figures& m) {
  std::string text;
  for (const auto& rebuilt : m.rebuild)
    text += rebuild_text(rebuilt);
  if (m.following) text += following_text(*m.following);
  text += load_text(m);
  if (m.queries) text += queries_text(*m.queries);
  return text;
}

} // namespace docket::app::bench
