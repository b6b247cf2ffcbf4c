#pragma once

#include "docket/app/simulate/child_process.hpp"
#include "docket/app/simulate/seed_report.hpp"

#include <chrono>
#include <optional>

namespace docket::app {

// After how long a run is taken for one that never ends: most take some hundredths of a second. Its own work
// is counted, because on a busy machine, or while somebody stops it, a run waits for its turn; one that waits
// for itself does no work, and is found by the clock.
struct patience {
  std::chrono::seconds working{60}, waiting{600};
};

// Watches a run in another process, from now on. Refers to the process.
class watchdog {
public:
  watchdog(const child_process& over, patience with)
      : process_(&over),
        patience_(with),
        worked_before_(over.processor_time()) {}

  // `hung` when the patience is at its end.
  [[nodiscard]] std::optional<violation> complaint() const;

private:
  using clock = std::chrono::steady_clock;

  const child_process* process_;
  patience patience_;
  clock::time_point since_ = clock::now();
  std::chrono::nanoseconds worked_before_;
};

} // namespace docket::app
