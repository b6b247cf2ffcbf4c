#pragma once

#include "docket/actors/consumers/consumer_state.hpp"
#include "docket/actors/runtime/caf_seam.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace docket {

// What a consumer needs of the engine.
struct consumer_surroundings {
  event_store& store;
  caf::actor_system& system;
  caf::actor publisher;
  caf::actor persistence;
};

// The consumers of one engine, one at most of each name. Thread-safe.
class live_consumers {
public:
  // See engine::consume().
  [[nodiscard]] std::shared_ptr<consumer::state> start(const consumer_surroundings& around,
                                                       std::string_view name, log_filter filter,
                                                       batch_handler handler, consumer_options options);
  // All of them. Waits for calls under way.
  void cancel();

private:
  std::mutex lock_;
  std::map<std::string, std::weak_ptr<consumer::state>, std::less<>> live_;
};

} // namespace docket
