#include "docket/app/bench/goals.hpp"

#include "docket/app/bench/bench_plan.hpp"
#include "docket/app/bench/read_side/report_read_side.hpp"

#include <fmt/format.h>

namespace docket::app::bench {
namespace {

struct flight_goal {
  std::size_t in_flight;
  double must, aim;
};

constexpr flight_goal of_flights[]{{512, 0.4, 0.6}, {64, 0.5, 0.7}};

void add_flight_goals(const flight_figure& flight, std::vector<goal>& goals) {
  for (const auto& wanted : of_flights) {
    if (wanted.in_flight != flight.in_flight) continue;
    goals.push_back({fmt::format("ratio{}", flight.in_flight),
                     fmt::format("share of the limit, {} in flight", flight.in_flight), flight.ratio,
                     wanted.must, wanted.aim, false});
  }
  if (flight.in_flight == 1)
    goals.push_back({"alone", "a command alone, in bare commits", flight.latency_ratio, 1.6, 1.3, true});
}

} // namespace

std::vector<goal> goals_of(const figures& measured) {
  std::vector<goal> goals;
  for (auto flight = measured.flights.rbegin(); flight != measured.flights.rend(); ++flight)
    add_flight_goals(*flight, goals);
  if (measured.hot)
    goals.push_back(
        {"hotStream", "one hot order, share of the rate of many", measured.hot->ratio, 0.5, 0.8, false});
  for (const auto& h : measured.hydration)
    if (h.events == 1'000 && !h.snapshot)
      goals.push_back({"hydration1000", "ms to hydrate 1,000 events", h.ms, 2.0, 2.0, true});
  if (measured.memory)
    goals.push_back({"memory", "bytes per live order", measured.memory->bytes_per_order, 2'048, 1'536, true});
  if (measured.growth.size() > 1)
    goals.push_back({"growth", "rate when large, share of the rate when small",
                     measured.growth.back().commands_per_second / measured.growth.front().commands_per_second,
                     0.8, 0.95, false});
  if (measured.fulfilment) {
    goals.push_back({"fulfilment", "events of fulfilments, share of the core's rate",
                     measured.fulfilment->ratio, 0.35, 0.6, false});
    goals.push_back({"bestSeller", "fulfilments with one best-seller, share of spread products",
                     measured.fulfilment->hot_ratio, 0.5, 0.8, false});
  }
  add_read_side_goals(measured.read_side, goals);
  return goals;
}

} // namespace docket::app::bench
