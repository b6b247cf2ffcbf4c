#pragma once

#include "docket/actors/aggregates/aggregate_context.hpp"
#include "docket/actors/aggregates/messages.hpp"
#include "docket/actors/aggregates/shard_actor.hpp"
#include "docket/actors/runtime/admission.hpp"
#include "docket/actors/tracing/tracer.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace docket {

// All aggregates of one kind in an engine: what their actors share, and the shards that own them.
template <class Aggregate>
class aggregate_kind {
public:
  using answer = std::function<void(command_result)>;

  aggregate_context<Aggregate> shared; // Filled before start(), and then left alone.

  void start(caf::actor_system& system, std::size_t shards, shard_limits limits) {
    for (std::size_t i = 0; i < shards; ++i)
      shards_.push_back(system.spawn<shard_actor<Aggregate>>(shared, limits));
  }

  // Asks the shards to end after what they were sent.
  void end() const {
    for (const auto& shard : shards_)
      tell_to_end(shard);
  }
  // After all actors have ended.
  void clear() {
    shards_.clear();
    shared.persistence = shared.read_desk = nullptr;
  }

  // Sends a command that the door has let in.
  void send(typename Aggregate::command command, command_options options, answer done,
            admission& door) const {
    const auto fingerprint =
        options.id.empty() ? 0 : codec<Aggregate>::fingerprint(command, options.occurred_at);
    auto pending = std::make_shared<pending_command<Aggregate>>(std::move(command), std::move(options),
                                                                fingerprint, std::move(done), door);
    if (const auto* spans = shared.decisions.spans) trace(*pending, *spans);
    const auto& shard = shard_of(Aggregate::id_of(pending->command));
    tell(shard, carry_out<Aggregate>{std::move(pending)});
  }

  // Shows the durable state of one of them.
  void show(std::string_view id, inspection<Aggregate> to) const {
    tell(shard_of(id), inspect<Aggregate>{text{id}, std::make_shared<inspection<Aggregate>>(std::move(to))});
  }

private:
  // A process manager begins no trace: a command that comes without one joins that which opened it.
  static void trace(pending_command<Aggregate>& command, const tracer& spans) {
    if (process_manager<Aggregate> && command.options.traceparent.empty()) return;
    command.trace = spans.begin(command.described(), command.options, command.arrived());
  }

  [[nodiscard]] const caf::actor& shard_of(std::string_view id) const {
    return shards_[std::hash<std::string_view>{}(id) % shards_.size()];
  }

  std::vector<caf::actor> shards_;
};

} // namespace docket
