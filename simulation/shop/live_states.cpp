#include "docket/simulation/shop/live_states.hpp"

#include "docket/actors/engine_parts.hpp"
#include "docket/persistence/hydration/hydration.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <utility>

namespace docket {
namespace {

using stream_names = std::set<std::pair<std::string, std::string>>; // Types and ids.

stream_names streams_of(log_reader& log) {
  stream_names streams;
  for (auto from = position{1};;) {
    const auto last = log.read_log(from, {}, 1'000, [&](const event_view& event) {
      streams.emplace(event.stream_type, event.stream_id);
      return true;
    });
    if (last < from) return streams;
    from = position{value(last) + 1};
  }
}

class live_audit {
public:
  live_audit(engine& shop, log_reader& log, const command_retention& retention, findings& found)
      : kinds_(shop.internals().kinds),
        log_(log),
        retention_(retention),
        found_(found) {}

  [[nodiscard]] bool done() const noexcept { return *waiting_ == 0; }

  template <class Aggregate>
  void ask(const std::string& id) {
    ask<Aggregate>(id, 0);
  }

private:
  // One that cannot be read now, as too many wait to be, is asked again.
  template <class Aggregate>
  void ask(const std::string& id, int attempts) {
    ++*waiting_;
    kinds_.of<Aggregate>().show(
        id, [this, waiting = waiting_, id, attempts](const typename Aggregate::state* state) {
          --*waiting;
          if (!state && attempts < attempts_max) return ask<Aggregate>(id, attempts + 1);
          if (state && codec<Aggregate>::encode_state(*state) == in_the_log<Aggregate>(id)) return;
          found_.add("state_differs",
                     fmt::format("{} {}: its live actor {}", Aggregate::stream_type, id,
                                 state ? "has another state than the log" : "could not read its state"));
        });
  }

  // Read when it has answered: the world outside may still have had something to tell it.
  template <class Aggregate>
  [[nodiscard]] std::string in_the_log(const std::string& id) {
    return codec<Aggregate>::encode_state(hydrate<Aggregate>(log_, id, retention_).state);
  }

  static constexpr int attempts_max = 20;

  const aggregate_kinds& kinds_;
  log_reader& log_;
  const command_retention& retention_;
  findings& found_;
  std::shared_ptr<std::size_t> waiting_ = std::make_shared<std::size_t>(0);
};

} // namespace

void audit_live_states(engine& shop, simulation& world, log_reader& log, const command_retention& retention,
                       findings& found) {
  live_audit audit{shop, log, retention, found};
  for (const auto& [type, id] : streams_of(log)) {
    if (type == order::stream_type) audit.ask<order>(id);
    if (type == payment::stream_type) audit.ask<payment>(id);
    if (type == stock::stream_type) audit.ask<stock>(id);
    if (type == shipment::stream_type) audit.ask<shipment>(id);
    if (type == fulfilment::stream_type) audit.ask<fulfilment>(id);
    if (!world.run_until([&] { return audit.done(); }, std::chrono::minutes{1}))
      return found.add("failed", fmt::format("{} {} does not say what it is", type, id));
  }
}

} // namespace docket
