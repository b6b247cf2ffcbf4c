#include "docket/app/bench/read_side/report_read_side.hpp"
#include "docket/app/bench/rounded.hpp"

namespace docket::app::bench {
namespace {

using json = nlohmann::ordered_json;

json json_of(const view_figure& v) {
  return {{"view", v.view},
          {"events", v.events},
          {"eventsPerSecond", rounded(v.events_per_second, 0)},
          {"logEventsPerSecond", rounded(v.log_events_per_second, 0)},
          {"bytes", v.bytes}};
}

json json_of(const rebuild_figure& r) {
  json views = json::array();
  for (const auto& view : r.views)
    views.push_back(json_of(view));
  return {{"log", r.log},
          {"orders", r.orders},
          {"logEvents", r.log_events},
          {"views", std::move(views)},
          {"togetherLogEventsPerSecond", rounded(r.together_events_per_second, 0)}};
}

json json_of(const pace_figure& p) {
  return {{"askedEventsPerSecond", p.asked_events_per_second},
          {"eventsPerSecond", rounded(p.events_per_second, 0)},
          {"lagP50Ms", rounded(p.lag_p50_ms)},
          {"lagP99Ms", rounded(p.lag_p99_ms)},
          {"steady", p.is_steady()}};
}

json json_of(const following_figure& f) {
  json paces = json::array();
  for (const auto& pace : f.paces)
    paces.push_back(json_of(pace));
  return {{"lagMsMax", lag_ms_max},
          {"steadyEventsPerSecond", rounded(f.best.events_per_second, 0)},
          {"paces", std::move(paces)}};
}

json json_of(const full_load_figure& f) {
  return {{"aloneEventsPerSecond", rounded(f.alone_events_per_second, 0)},
          {"eventsPerSecond", rounded(f.events_per_second, 0)},
          {"ratio", rounded(f.ratio)},
          {"behindEvents", rounded(f.behind_events, 0)},
          {"catchUpSeconds", rounded(f.catch_up_seconds)}};
}

json json_of(const query_figure& q) {
  return {{"query", q.query},
          {"moment", q.moment},
          {"p50Ms", rounded(q.p50_us / 1e3)},
          {"p99Ms", rounded(q.p99_us / 1e3)}};
}

json json_of(const queries_figure& q) {
  const auto per_order = [&](std::uint64_t bytes) {
    return rounded(static_cast<double>(bytes) / static_cast<double>(q.orders), 1);
  };
  json result{{"orders", q.orders},
              {"fulfilments", q.fulfilments},
              {"logEvents", q.log_events},
              {"buildingLogEventsPerSecond", rounded(q.building_events_per_second, 0)},
              {"logBytesPerOrder", per_order(q.log_bytes)}};
  std::uint64_t bytes = 0;
  for (const auto& view : q.views) {
    bytes += view.bytes;
    result["bytesPerOrder"][view.view] = per_order(view.bytes);
  }
  result["viewBytesPerOrder"] = per_order(bytes);
  result["queries"] = json::array();
  for (const auto& query : q.queries)
    result["queries"].push_back(json_of(query));
  return result;
}

json json_of(const own_writes_figure& o) {
  return {{"p50Ms", rounded(o.p50_us / 1e3)},
          {"p99Ms", rounded(o.p99_us / 1e3)},
          {"busy",
           {{"othersEventsPerSecond", o.busy_events_per_second},
            {"p50Ms", rounded(o.busy_p50_us / 1e3)},
            {"p99Ms", rounded(o.busy_p99_us / 1e3)}}}};
}

} // namespace

json read_side_json(const read_side_figures& measured) {
  json result;
  for (const auto& rebuilt : measured.rebuild)
    result["rebuild"].push_back(json_of(rebuilt));
  if (measured.following) result["following"] = json_of(*measured.following);
  if (measured.full_load) result["fullLoad"] = json_of(*measured.full_load);
  if (measured.queries) result["queries"] = json_of(*measured.queries);
  if (measured.own_writes) result["ownWrites"] = json_of(*measured.own_writes);
  return result;
}

} // namespace docket::app::bench
