#include "docket/app/bench/read_side/report_read_side.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace docket::app::bench {
namespace {

double slowest_p99_ms(const queries_figure& of, bool query_figure::*which) {
  double slowest = 0;
  for (const auto& query : of.queries)
    if (query.*which) slowest = std::max(slowest, query.p99_us / 1e3);
  return slowest;
}

void add_query_goals(const queries_figure& of, std::vector<goal>& to) {
  to.push_back({"queryPages", "ms for the slowest page of 50, p99, as-of included",
                slowest_p99_ms(of, &query_figure::is_page), 20, 5, true});
  to.push_back({"queryCounts", "ms for counts per status, p99, as-of included",
                slowest_p99_ms(of, &query_figure::is_count), 20, 5, true});
}

} // namespace

void add_read_side_goals(const read_side_figures& measured, std::vector<goal>& to) {
  for (const auto& rebuilt : measured.rebuild)
    to.push_back({"rebuild." + rebuilt.log,
                  fmt::format("events/s of all views together, a log of {}", rebuilt.log),
                  rebuilt.together_events_per_second, 50'000, 150'000, false});
  if (measured.following)
    to.push_back({"following", fmt::format("events/s that views follow within {} ms, p99", lag_ms_max),
                  measured.following->best.events_per_second, 25'000, 60'000, false});
  if (measured.full_load)
    to.push_back({"fullLoad", "the writer's rate with views, share of without", measured.full_load->ratio,
                  0.7, 0.7, false});
  if (measured.queries) add_query_goals(*measured.queries, to);
}

} // namespace docket::app::bench
