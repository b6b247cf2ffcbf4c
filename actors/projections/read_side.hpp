#pragma once

#include "docket/actors/config.hpp"
#include "docket/actors/projections.hpp"
#include "docket/actors/projections/lag_meter.hpp"
#include "docket/actors/projections/shared_folder.hpp"
#include "docket/actors/projections/view_state.hpp"
#include "docket/actors/runtime/caf_seam.hpp"
#include "docket/actors/tracing/tracer.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace docket {

// What the read side needs of the engine.
struct read_side_surroundings {
  const config& settings;
  event_store& store;
  caf::actor_system& system;
  caf::actor publisher;
};

// The parts of an engine that keep its views, and who asks them.
class read_side {
public:
  // One view: what is known of it, and whom to tell.
  struct kept {
    std::shared_ptr<view_state> view;
    caf::actor keeper; // Null after the end.
  };

  // Holds the folder of the views from here to clear(), if there are projections. Throws store_error (locked,
  // ...) and config_error for two projections of one name.
  // `spans` is null unless the views' transactions are to be told of.
  read_side(const config& settings, const tracer* spans);

  void start(const read_side_surroundings& around);
  // Ends its actors; what waits for a view is told that it comes no more.
  void end();
  // After all actors have ended. Views can be read still.
  void clear();

  [[nodiscard]] const std::vector<kept>& views() const noexcept { return views_; }
  // Refusal: unknown_projection.
  [[nodiscard]] expected<const kept*, query_refusal> find(std::string_view name) const;

  // Waits until the view is open and there; false when it is not within that time.
  [[nodiscard]] bool wait(const kept& which, position at, std::chrono::milliseconds within) const;
  void when(const kept& which, position at, std::chrono::milliseconds within,
            std::function<void(bool reached)> done) const;

  // For questions that views answer from the log's events. After start().
  [[nodiscard]] std::unique_ptr<log_reader> open_log() const { return store_->open_reader(); }

  [[nodiscard]] projection_status status_of(const kept& which) const;

private:
  const tracer* spans_;
  std::shared_ptr<shared_folder> folder_;
  std::vector<kept> views_;
  // Set by start().
  event_store* store_ = nullptr;
  mutable std::optional<lag_meter> lags_;
  caf::actor limiter_; // Gives up for those who do not block.
};

} // namespace docket
