#pragma once

#include "docket/simulation/gateways/delayed_calls.hpp"

#include <cstddef>
#include <map>
#include <utility>

namespace docket::testing {

// Time that passes when a test says so. Not thread-safe.
class stepped_calls final : public delayed_calls {
public:
  void after(std::chrono::milliseconds delay, std::function<void()> call) override {
    due_.emplace(now_ + delay, std::move(call));
  }

  // Makes the calls that become due meanwhile, each at its time.
  void pass(std::chrono::milliseconds time) {
    const auto until = now_ + time;
    while (!due_.empty() && due_.begin()->first <= until)
      make_next();
    now_ = until;
  }

  // Lets time pass until nothing is due any more.
  void finish() {
    while (!due_.empty())
      make_next();
  }

  [[nodiscard]] std::chrono::milliseconds now() const { return now_; }
  [[nodiscard]] std::size_t pending() const { return due_.size(); }

private:
  void make_next() {
    auto next = due_.extract(due_.begin());
    now_ = next.key();
    next.mapped()();
  }

  std::chrono::milliseconds now_{0};
  std::multimap<std::chrono::milliseconds, std::function<void()>> due_; // Equal keys keep their order.
};

} // namespace docket::testing
