#pragma once

#include "docket/actors/engine.hpp"
#include "docket/simulation/audit/violation.hpp"
#include "docket/simulation/simulation.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace docket {

// Somebody outside who takes every event at least once, as engine::consume() promises: acknowledges at once,
// later or never, and finds `consumer_gap` where he was not told of what he had not acknowledged.
class shop_consumer {
public:
  shop_consumer(simulation& world, findings& found);

  // Takes up where he was. Throws store_error.
  void follow(engine& shop);
  void leave();
  [[nodiscard]] bool follows() const noexcept { return consumer_.has_value(); }
  // Everything up to here was dealt with, by his own books and by the engine's.
  [[nodiscard]] bool has_reached(position head) const {
    return consumer_ && consumer_->acknowledged() == head && first_missing() == value(head) + 1;
  }

private:
  void take(const consumer_batch& batch, const acknowledgement& acknowledge);
  void note(std::uint64_t first, std::uint64_t last);
  [[nodiscard]] std::uint64_t first_missing() const;

  simulation& world_;
  random_source dice_;
  findings& found_;
  std::optional<consumer> consumer_;
  std::shared_ptr<bool> listening_;
  std::vector<bool> acknowledged_; // By position - 1.
  std::uint64_t seen_ = 0;         // Of this run, the last; 0 before the first.
};

} // namespace docket
