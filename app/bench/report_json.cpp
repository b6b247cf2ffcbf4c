#include "docket/actors/config.hpp"
#include "docket/app/bench/goals.hpp"
#include "docket/app/bench/read_side/report_read_side.hpp"
#include "docket/app/bench/report.hpp"
#include "docket/app/bench/rounded.hpp"
#include "docket/version.hpp"

#include <nlohmann/json.hpp>

namespace docket::app::bench {
namespace {

using json = nlohmann::ordered_json;

json json_of(const machine& m) {
  return {{"cpu", m.cpu},
          {"cores", m.cores},
          {"memoryBytes", m.memory_bytes},
          {"load", rounded(m.load, 2)},
          {"kernel", m.kernel},
          {"sqlite", m.sqlite},
          {"filesystem", m.filesystem},
          {"build", m.build}};
}

json settings_json(const report& of) {
  using milliseconds = std::chrono::duration<double, std::milli>;
  return {{"quick", of.quick},
          {"seed", of.seed},
          {"rounds", of.plan.rounds},
          {"windowMs", milliseconds{of.plan.window}.count()},
          {"engine", json::parse(config_to_json(of.settings))}};
}

json json_of(const flight_figure& f) {
  return {{"inFlight", f.in_flight},
          {"eventsPerSecond", rounded(f.events_per_second, 0)},
          {"commandsPerSecond", rounded(f.commands_per_second, 0)},
          {"eventsPerCommit", rounded(f.events_per_commit, 1)},
          {"p50Ms", rounded(f.p50_us / 1e3)},
          {"p99Ms", rounded(f.p99_us / 1e3)},
          {"processorUsPerCommand", rounded(f.processor_us_per_command, 2)},
          {"limitEventsPerSecond", rounded(f.limit_events_per_second, 0)},
          {"ratio", rounded(f.ratio)}};
}

json alone_json(const flight_figure& f) {
  return {{"commandP50Ms", rounded(f.p50_us / 1e3, 4)},
          {"bareCommitP50Ms", rounded(f.limit_commit_p50_us / 1e3, 4)},
          {"ratio", rounded(f.latency_ratio)}};
}

json json_of(const hot_figure& h) {
  return {{"waiting", many},
          {"eventsPerSecond", rounded(h.events_per_second, 0)},
          {"commandsPerSecond", rounded(h.commands_per_second, 0)},
          {"eventsPerCommit", rounded(h.events_per_commit, 1)},
          {"manyStreamsEventsPerSecond", rounded(h.many_events_per_second, 0)},
          {"ratio", rounded(h.ratio)}};
}

json json_of(const fulfilment_figure& f) {
  return {{"underWay", fulfilments_under_way},
          {"fulfilmentsPerSecond", rounded(f.fulfilments_per_second, 0)},
          {"eventsPerFulfilment", rounded(f.events_per_fulfilment, 1)},
          {"eventsPerSecond", rounded(f.events_per_second, 0)},
          {"eventsPerCommit", rounded(f.events_per_commit, 1)},
          {"p50Ms", rounded(f.p50_us / 1e3)},
          {"p99Ms", rounded(f.p99_us / 1e3)},
          {"processorUsPerFulfilment", rounded(f.processor_us_per_fulfilment, 1)},
          {"coreEventsPerSecond", rounded(f.core_events_per_second, 0)},
          {"ratio", rounded(f.ratio)},
          {"bestSeller",
           {{"fulfilmentsPerSecond", rounded(f.hot_fulfilments_per_second, 0)},
            {"ratio", rounded(f.hot_ratio)}}}};
}

json json_of(const restart_figure& r) {
  return {{"pendingDeadlines", r.pending},
          {"firstCommandMs", rounded(r.ms, 1)},
          {"memoryBytes", rounded(r.bytes, 0)},
          {"withoutAny",
           {{"firstCommandMs", rounded(r.empty_ms, 1)}, {"memoryBytes", rounded(r.empty_bytes, 0)}}}};
}

json json_of(const goal& g) {
  return {{"name", g.name},
          {"what", g.what},
          {"measured", rounded(g.measured)},
          {"must", g.must},
          {"aim", g.aim},
          {"bound", g.at_most ? "atMost" : "atLeast"},
          {"meetsMust", g.reaches(g.must)},
          {"meetsAim", g.reaches(g.aim)}};
}

void add_rates(const figures& m, json& to) {
  for (const auto& l : m.limit)
    to["limit"].push_back(
        {{"eventsPerCommit", l.events_per_commit}, {"eventsPerSecond", rounded(l.events_per_second, 0)}});
  if (m.fsync)
    to["fsync"] = {{"p50Ms", rounded(m.fsync->p50_us / 1e3, 4)},
                   {"p99Ms", rounded(m.fsync->p99_us / 1e3, 4)}};
  for (const auto& f : m.flights)
    to["engine"].push_back(json_of(f));
  for (const auto& f : m.flights)
    if (f.in_flight == 1) to["alone"] = alone_json(f);
  if (m.hot) to["hotStream"] = json_of(*m.hot);
}

void add_sizes(const figures& m, json& to) {
  for (const auto& h : m.hydration)
    to["hydration"].push_back(
        {{"events", h.events}, {"snapshot", h.snapshot}, {"eventsRead", h.tail}, {"ms", rounded(h.ms)}});
  if (m.memory)
    to["memory"] = {{"liveOrders", m.memory->live_orders},
                    {"countedOrders", m.memory->counted_orders},
                    {"bytesPerOrder", rounded(m.memory->bytes_per_order, 0)}};
  if (m.disk)
    to["disk"] = {{"events", m.disk->events},
                  {"bytes", m.disk->bytes},
                  {"bytesPerEvent",
                   rounded(static_cast<double>(m.disk->bytes) / static_cast<double>(m.disk->events), 1)}};
  for (const auto& g : m.growth)
    to["growth"].push_back({{"orders", g.orders},
                            {"commandsPerSecond", rounded(g.commands_per_second, 0)},
                            {"processorUsPerCommand", rounded(g.processor_us_per_command, 2)}});
}

void add_fulfilment(const figures& m, json& to) {
  if (m.fulfilment) to["fulfilment"] = json_of(*m.fulfilment);
  if (m.restart) to["fulfilment"]["restart"] = json_of(*m.restart);
}

} // namespace

std::string report_json(const report& of) {
  json result{{"version", release_version}, {"machine", json_of(of.where)}, {"settings", settings_json(of)}};
  add_rates(of.measured, result);
  add_sizes(of.measured, result);
  add_fulfilment(of.measured, result);
  if (auto read_side = read_side_json(of.measured.read_side); !read_side.empty())
    result["readSide"] = std::move(read_side);
  result["goals"] = json::array();
  for (const auto& g : goals_of(of.measured))
    result["goals"].push_back(json_of(g));
  result["seconds"] = rounded(of.measured.seconds, 1);
  return result.dump() + '\n';
}

} // namespace docket::app::bench
