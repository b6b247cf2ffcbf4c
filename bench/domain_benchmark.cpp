#include "life_of_an_order.hpp"

#include <benchmark/benchmark.h>

// The rules: what deciding an order's whole life costs, and what folding its events costs.
namespace {

using namespace docket;

void decide_and_evolve_a_life(benchmark::State& run) {
  const order_limits limits;
  for (auto _ : run) {
    order_state state;
    for (const auto& command : micro::life_commands()) {
      auto events = decide(state, command, micro::noon, limits);
      for (const auto& event : *events)
        state = evolve(std::move(state), event, micro::noon);
    }
    benchmark::DoNotOptimize(state);
  }
  run.SetItemsProcessed(run.iterations() * static_cast<std::int64_t>(micro::life_commands().size()));
}
BENCHMARK(decide_and_evolve_a_life);

void evolve_a_life(benchmark::State& run) {
  for (auto _ : run) {
    order_state state;
    for (const auto& event : micro::life_events())
      state = evolve(std::move(state), event, micro::noon);
    benchmark::DoNotOptimize(state);
  }
  run.SetItemsProcessed(run.iterations() * static_cast<std::int64_t>(micro::life_events().size()));
}
BENCHMARK(evolve_a_life);

} // namespace
