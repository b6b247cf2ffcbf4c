#pragma once

#include "docket/actors/results.hpp"
#include "docket/actors/runtime/caf_seam.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace docket {

// An append on its way through a commit and back to the aggregate that made it. The aggregate fills `data`,
// the persistence actor fills `outcome`, and from then on nobody changes it: subscribers may still be
// reading.
struct append_job {
  using time = std::chrono::steady_clock::time_point;

  append data;
  caf::actor from;
  std::variant<std::monostate, append_result, failure> outcome;
  // Of its way, for metrics alone: when its first command came, when it was decided; and of a commit's last
  // append, whose callers are answered last, when that commit ended.
  time arrived{}, decided{}, committed{};
};

// What one durable transaction made of its appends, as it is published.
struct finished_commit {
  std::vector<std::shared_ptr<append_job>> appends;
  log_head head; // After it; unchanged position when it wrote no event.
  timestamp recorded_at;
};

} // namespace docket
