#pragma once

#include <chrono>
#include <functional>

namespace docket {

// How simulated gateways let time pass: calls that are made later. Calls that are due at the same instant are
// made in the order in which they were asked for. Thread-safe.
class delayed_calls {
public:
  virtual ~delayed_calls() = default;

  // Returns at once; `call` must not throw. It may ask for further calls. Calls that are still due when this
  // is destroyed are dropped.
  virtual void after(std::chrono::milliseconds delay, std::function<void()> call) = 0;
};

} // namespace docket
