#include "docket/app/bench/medians.hpp"
#include "docket/app/bench/order_life.hpp"
#include "docket/app/bench/read_side/measure_read_side.hpp"
#include "docket/app/bench/read_side/query_set.hpp"
#include "docket/app/bench/read_side/sample_logs.hpp"
#include "docket/app/bench/read_side/view_building.hpp"
#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/persistence/views/builtin_projections.hpp"

#include <array>
#include <chrono>
#include <fmt/format.h>
#include <memory>
#include <string>

namespace docket::app::bench {
namespace {

constexpr int unmeasured =
    10; // Of each query first: statements are prepared, and what all need is in memory.

struct named_moment {
  std::string_view name;
  moment at;
  std::uint64_t orders = 0; // That had surely been created by then.
};

// The middle of the history: of the positions, and when that event happened.
std::array<named_moment, 3> moments_of(log_reader& log, std::uint64_t orders) {
  const position middle{value(log.head().position) / 2};
  timestamp then;
  log.read_log(middle, {}, 1, [&](const event_view& event) {
    then = event.occurred_at;
    return false;
  });
  return {
      {{"now", {}, orders}, {"as of", {then, {}}, orders / 3}, {"at position", {{}, middle}, orders / 3}}};
}

query_figure measure_one(const bench_room& room, const bench_query& query, const named_moment& when,
                         view_reader& view, log_reader& log) {
  std::vector<double> times_us;
  std::string cursor;
  for (int run = -unmeasured; run < room.plan.query_runs; ++run) {
    const asked_about about{room.seed, spread(static_cast<std::uint64_t>(run + unmeasured)) % when.orders,
                            when.at, &cursor};
    const auto begun = std::chrono::steady_clock::now();
    query.ask(view, log, about);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begun;
    if (run >= 0) times_us.push_back(took.count());
    room.watch();
  }
  return {query.name,     std::string{when.name},    query.is_page,
          query.is_count, percentile(times_us, 0.5), percentile(times_us, 0.99)};
}

// A log whose views are in a folder, and what they are asked.
struct asked_log {
  std::filesystem::path database, folder;
  std::uint64_t orders = 0;
};

void ask_all(const bench_room& room, const asked_log& of, const std::vector<bench_query>& queries,
             std::vector<query_figure>& to) {
  const auto log = open_sqlite_reader(of.database);
  for (const auto& query : queries) {
    view_reader view{built_file(of.folder, query.view)};
    for (const auto& when : moments_of(*log, of.orders)) {
      room.tell(fmt::format("asking: {}, {}", query.name, when.name));
      to.push_back(measure_one(room, query, when, view, *log));
    }
  }
}

built_views build_all(const bench_room& room, const asked_log& of) {
  room.tell(fmt::format("building all views of {} orders", of.orders));
  return build_views(room, of.database, of.folder, builtin_projections());
}

void ask_of_orders(const bench_room& room, queries_figure& result) {
  const asked_log of{write_log_of_orders(room, result.orders), room.scratch.path() / "asked", result.orders};
  auto built = build_all(room, of);
  result.building_events_per_second = built.log_events_per_second;
  result.views = std::move(built.views);
  result.log_events = value(open_sqlite_reader(of.database)->head().position);
  result.log_bytes = std::filesystem::file_size(of.database);
  ask_all(room, of, queries_of_orders(), result.queries);
  std::filesystem::remove_all(of.folder);
}

void ask_of_fulfilments(const bench_room& room, queries_figure& result) {
  const asked_log of{write_log_of_fulfilments(room, result.fulfilments), room.scratch.path() / "asked",
                     result.fulfilments};
  static_cast<void>(build_all(room, of));
  ask_all(room, of, queries_of_fulfilments(), result.queries);
  std::filesystem::remove_all(of.folder);
}

} // namespace

queries_figure measure_queries(const bench_room& room) {
  queries_figure result;
  result.orders = room.plan.query_orders;
  result.fulfilments = room.plan.query_fulfilments;
  ask_of_orders(room, result);
  ask_of_fulfilments(room, result);
  return result;
}

} // namespace docket::app::bench
