#pragma once

#include "docket/actors/engine.hpp"
#include "docket/simulation/audit/subscriber_audit.hpp"
#include "docket/simulation/shop/coverage.hpp"

#include <functional>
#include <memory>

namespace docket {

// Somebody who follows the whole log, from run to run of the engine, and remembers what he saw.
class shop_subscriber {
public:
  explicit shop_subscriber(coverage& met) : met_(met) {}

  // Follows this run from where the last one ended. Throws store_error.
  void follow(engine& shop);
  // The engine goes down: nothing that it still says counts.
  void leave();
  // Whether there is no subscription, or it has ended by itself, as the log could not be read.
  [[nodiscard]] bool lost() const noexcept { return !follows_ || lost_; }

  [[nodiscard]] const subscriber_watch& watch() const noexcept { return watch_; }

private:
  void see(const event_view& event);

  coverage& met_;
  subscriber_watch watch_{"the subscriber"};
  subscription subscription_;
  std::shared_ptr<bool> listening_;
  bool follows_ = false;
  bool lost_ = false;
};

} // namespace docket
