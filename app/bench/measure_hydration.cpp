#include "docket/actors/engine.hpp"
#include "docket/app/bench/life_source.hpp"
#include "docket/app/bench/measure.hpp"
#include "docket/app/bench/medians.hpp"
#include "docket/domain/order/order.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/hydration/hydration.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <chrono>
#include <fmt/format.h>

namespace docket::app::bench {
namespace {

constexpr std::uint64_t stream_events[]{1'000, 10'000};

// An order that was changed so often that its stream has `events` events.
void write_stream(const bench_room& room, const std::filesystem::path& database, std::uint64_t events,
                  bool snapshots) {
  auto settings = settings_for(room, database);
  if (!snapshots) settings.aggregates.snapshot_every = 0;
  engine running{std::move(settings)};
  create_for_changes(running, room.seed, 0);
  flight load{running, changes_of_order(room.seed, 0, events - events_of_command.front()), 16};
  load.begin();
  load.end_of_source();
  running.stop();
}

hydration_figure time_hydration(const bench_room& room, const std::filesystem::path& database,
                                bool snapshots) {
  const auto& remembered = room.settings.idempotency;
  const command_retention retention{remembered.per_stream_max, remembered.age_max};
  const auto id = life_order_id(room.seed, 0);
  const auto reader = open_sqlite_reader(database);
  hydration_figure result{0, snapshots};
  std::vector<double> spans_ms;
  for (int run = 0; run < room.plan.hydration_runs; ++run) {
    const auto begun = std::chrono::steady_clock::now();
    const auto image = hydrate<order>(*reader, id.view(), retention);
    const auto ended = std::chrono::steady_clock::now();
    spans_ms.push_back(std::chrono::duration<double, std::milli>(ended - begun).count());
    result.events = value(image.version);
    result.tail = value(image.version) - value(image.snapshot_version);
  }
  result.ms = median(std::move(spans_ms));
  return result;
}

} // namespace

std::vector<hydration_figure> measure_hydration(const bench_room& room) {
  std::vector<hydration_figure> result;
  for (const auto events : stream_events) {
    for (const bool snapshots : {false, true}) {
      room.tell(fmt::format("hydration of {} events{}", events, snapshots ? " with a snapshot" : ""));
      const auto database = room.scratch.fresh("engine");
      write_stream(room, database, events, snapshots);
      result.push_back(time_hydration(room, database, snapshots));
    }
  }
  return result;
}

} // namespace docket::app::bench
