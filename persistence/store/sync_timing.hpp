#pragma once

#include <chrono>

namespace docket {

// What a store that waits for a disk can tell of that, for metrics alone. Apart from event_store, since
// others have no disk.
class sync_timing {
public:
  // How long the last commit() waited until it was durable. For who calls commit().
  [[nodiscard]] virtual std::chrono::microseconds last_sync() const noexcept = 0;

protected:
  ~sync_timing() = default;
};

} // namespace docket
