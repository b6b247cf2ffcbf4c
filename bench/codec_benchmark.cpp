#include "docket/persistence/codec/command_line.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "life_of_an_order.hpp"

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

// Text and bytes: events to JSON and back, states for snapshots, command lines, fingerprints. Items are
// events or commands.
namespace {

using namespace docket;
using order_codec = codec<order>;

template <class Things>
void count_items(benchmark::State& run, const Things& things) {
  run.SetItemsProcessed(run.iterations() * static_cast<std::int64_t>(things.size()));
}

void encode_events(benchmark::State& run) {
  for (auto _ : run)
    for (const auto& event : micro::life_events()) {
      std::string json; // As in the engine: one string for each event.
      order_codec::encode(event, json);
      benchmark::DoNotOptimize(json);
    }
  count_items(run, micro::life_events());
}
BENCHMARK(encode_events);

void decode_events(benchmark::State& run) {
  std::vector<std::string> written(micro::life_events().size());
  for (std::size_t i = 0; i < written.size(); ++i)
    order_codec::encode(micro::life_events()[i], written[i]);
  for (auto _ : run)
    for (std::size_t i = 0; i < written.size(); ++i) {
      const auto type = order_codec::type_of(micro::life_events()[i]);
      auto event = order_codec::decode(type.name, type.schema, written[i]);
      benchmark::DoNotOptimize(event);
    }
  count_items(run, written);
}
BENCHMARK(decode_events);

order_state state_after_life() {
  order_state state;
  for (const auto& event : micro::life_events())
    state = evolve(std::move(state), event, micro::noon);
  return state;
}

void encode_state(benchmark::State& run) {
  const auto state = state_after_life();
  for (auto _ : run)
    benchmark::DoNotOptimize(order_codec::encode_state(state));
  run.SetItemsProcessed(run.iterations());
}
BENCHMARK(encode_state);

void decode_state(benchmark::State& run) {
  const auto bytes = order_codec::encode_state(state_after_life());
  for (auto _ : run)
    benchmark::DoNotOptimize(order_codec::decode_state(bytes));
  run.SetItemsProcessed(run.iterations());
}
BENCHMARK(decode_state);

void parse_command_lines(benchmark::State& run) {
  for (auto _ : run)
    for (const auto line : micro::life_lines())
      benchmark::DoNotOptimize(parse_command_line(line));
  count_items(run, micro::life_lines());
}
BENCHMARK(parse_command_lines);

void fingerprint_commands(benchmark::State& run) {
  for (auto _ : run)
    for (const auto& command : micro::life_commands())
      benchmark::DoNotOptimize(order_codec::fingerprint(command, micro::noon));
  count_items(run, micro::life_commands());
}
BENCHMARK(fingerprint_commands);

} // namespace
