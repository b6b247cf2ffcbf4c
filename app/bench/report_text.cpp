#include "docket/app/bench/goals.hpp"
#include "docket/app/bench/read_side/report_read_side.hpp"
#include "docket/app/bench/report.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/table.hpp"

#include <fmt/format.h>

namespace docket::app::bench {
namespace {

std::string count(double number) { return grouped(static_cast<std::uint64_t>(number + 0.5)); }
std::string ms(double us) { return fmt::format("{:.3f} ms", us / 1e3); }

std::string section(const char* title, const table& rows) {
  return rows.empty() ? std::string{} : fmt::format("\n{}\n{}", title, rows.text());
}

std::string machine_text(const report& of) {
  const auto& m = of.where;
  auto text =
      fmt::format("docket bench{} on {}, {}, {} GiB, {}\nSQLite {}, {}; built with {}; medians of {} rounds "
                  "of {:.1f} s; seed {}\n",
                  of.quick ? " --quick" : "", m.cpu, counted(m.cores, "core", "cores"), m.memory_bytes >> 30,
                  m.kernel, m.sqlite, m.filesystem, m.build, of.plan.rounds,
                  std::chrono::duration<double>(of.plan.window).count(), of.seed);
  if (m.load > 1)
    text += fmt::format("The load was {:.1f} in the minute before; other work makes the figures worse.\n",
                        m.load);
  return text;
}

std::string limit_text(const figures& m) {
  table rows{{side::right, side::right}};
  if (!m.limit.empty()) rows.add({"events a commit", "events/s"});
  for (const auto& l : m.limit)
    rows.add({grouped(l.events_per_commit), count(l.events_per_second)});
  return section("The limit: the same rows from one plain SQLite loop, every commit durable", rows);
}

std::string flights_text(const figures& m) {
  table rows{std::vector<side>(9, side::right)};
  if (!m.flights.empty())
    rows.add({"in flight", "events/s", "commands/s", "events a commit", "p50", "p99", "processor a command",
              "limit, events/s", "share"});
  for (const auto& f : m.flights)
    rows.add({grouped(f.in_flight), count(f.events_per_second), count(f.commands_per_second),
              fmt::format("{:.1f}", f.events_per_commit), ms(f.p50_us), ms(f.p99_us),
              fmt::format("{:.1f} µs", f.processor_us_per_command), count(f.limit_events_per_second),
              fmt::format("{:.2f}", f.ratio)});
  return section(
      "The engine: orders through their life (5 commands, 8 events), and the limit for commits of that size",
      rows);
}

std::string fulfilments_text(const figures& m) {
  table rows{std::vector<side>(8, side::right)};
  if (const auto& f = m.fulfilment) {
    rows.add({"fulfilments/s", "events each", "events/s", "core, events/s", "share", "p50", "p99",
              "processor each"});
    rows.add({count(f->fulfilments_per_second), fmt::format("{:.1f}", f->events_per_fulfilment),
              count(f->events_per_second), count(f->core_events_per_second), fmt::format("{:.2f}", f->ratio),
              ms(f->p50_us), ms(f->p99_us), fmt::format("{:.0f} µs", f->processor_us_per_fulfilment)});
  }
  return section(
      "Fulfilments: placed, paid, reserved, confirmed, shipped, delivered; gateways answer at once", rows);
}

std::string hydration_name(const hydration_figure& h) {
  const auto how = h.snapshot ? fmt::format("snapshot and {} events", h.tail) : std::string{"no snapshot"};
  return fmt::format("hydration of {} events, {}", grouped(h.events), how);
}

void add_one_by_one(const figures& m, table& rows) {
  if (m.fsync) rows.add({"4 KiB written and synced, p50", ms(m.fsync->p50_us)});
  if (m.fsync) rows.add({"4 KiB written and synced, p99", ms(m.fsync->p99_us)});
  for (const auto& f : m.flights) {
    if (f.in_flight != 1) continue;
    rows.add({"one command alone, p50", ms(f.p50_us)});
    rows.add({"one bare commit of its events, p50", ms(f.limit_commit_p50_us)});
  }
  if (m.hot) {
    rows.add({fmt::format("one hot order, {} commands waiting", many),
              count(m.hot->events_per_second) + " events/s"});
    rows.add({fmt::format("{} orders, in the same rounds", many),
              count(m.hot->many_events_per_second) + " events/s"});
  }
  for (const auto& h : m.hydration)
    rows.add({hydration_name(h), ms(h.ms * 1e3)});
}

void add_amounts(const figures& m, table& rows) {
  if (m.memory)
    rows.add(
        {fmt::format("memory per live order, {} live (growth of resident memory over the last {}, trimmed)",
                     grouped(m.memory->live_orders), grouped(m.memory->counted_orders)),
         count(m.memory->bytes_per_order) + " bytes"});
  if (m.disk)
    rows.add({fmt::format("disk per event, {} events, checkpointed", grouped(m.disk->events)),
              fmt::format("{:.1f} bytes",
                          static_cast<double>(m.disk->bytes) / static_cast<double>(m.disk->events))});
  for (const auto& g : m.growth)
    rows.add({fmt::format("{} orders in the database", grouped(g.orders)),
              fmt::format("{} commands/s, {:.1f} µs of processors each", count(g.commands_per_second),
                          g.processor_us_per_command)});
}

std::string mib(double bytes) { return fmt::format("{:.1f} MiB", bytes / (1 << 20)); }

void add_fulfilments(const figures& m, table& rows) {
  if (const auto& f = m.fulfilment)
    rows.add({"fulfilments with one best-seller in every order",
              count(f->hot_fulfilments_per_second) + " fulfilments/s"});
  if (const auto& r = m.restart) {
    const auto row = [&rows](std::uint64_t pending, double ms, double bytes) {
      rows.add({fmt::format("opening with {} pending deadlines, to the first command", grouped(pending)),
                fmt::format("{:.1f} ms, {}", ms, mib(bytes))});
    };
    row(r->pending, r->ms, r->bytes);
    row(0, r->empty_ms, r->empty_bytes);
  }
}

std::string others_text(const figures& m) {
  table rows{{side::left, side::right}};
  add_one_by_one(m, rows);
  add_amounts(m, rows);
  add_fulfilments(m, rows);
  return section("One by one", rows);
}

std::string number(double x) { return x >= 100 ? count(x) : fmt::format("{:.2f}", x); }

std::string goals_text(const figures& m) {
  table rows{{side::left, side::right, side::left, side::right, side::right, side::left}};
  const auto goals = goals_of(m);
  if (!goals.empty()) rows.add({"", "measured", "", "must", "aim", ""});
  for (const auto& g : goals) {
    const auto* verdict = g.reaches(g.aim) ? "reaches the aim" : g.reaches(g.must) ? "holds" : "MISSES";
    rows.add({g.what, number(g.measured), g.at_most ? "at most" : "at least", number(g.must), number(g.aim),
              verdict});
  }
  return section("What must hold", rows);
}

} // namespace

std::string report_text(const report& of) {
  const auto& m = of.measured;
  return machine_text(of) + limit_text(m) + flights_text(m) + fulfilments_text(m) + others_text(m) +
         read_side_text(m.read_side) + goals_text(m) +
         fmt::format("\nMeasured in {}.\n",
                     duration_text(std::chrono::milliseconds{static_cast<std::int64_t>(m.seconds * 1e3)}));
}

} // namespace docket::app::bench
