#pragma once

#include "docket/actors/config.hpp"
#include "docket/actors/engine.hpp"
#include "docket/simulation/audit/violation.hpp"
#include "docket/simulation/simulation.hpp"

#include <cstddef>

namespace docket {

// What must hold of a running engine at every moment: its queues are within their limits, and none of its
// actors fails.
class limits_watch {
public:
  limits_watch(const config& settings, const simulation& world, findings& found)
      : settings_(settings),
        world_(world),
        found_(found) {}

  void look_at(engine& running);
  // What the engine complained about so far is not held against it: it was torn down.
  void forgive() noexcept { complaints_read_ = world_.complaints().size(); }

private:
  const config& settings_;
  const simulation& world_;
  findings& found_;
  std::size_t complaints_read_ = 0;
};

} // namespace docket
