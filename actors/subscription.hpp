#pragma once

#include "docket/persistence/store/event_store.hpp"

#include <functional>
#include <memory>
#include <string>

namespace docket {

// Where a subscription begins: after this position. from_position{0} is the whole log.
struct from_position {
  std::uint64_t after = 0;
};

struct subscription_options {
  log_filter filter;
  // Called once if the subscriber's function throws or the log cannot be read; the subscription is over then.
  std::function<void(const std::string& why)> on_error;
};

// A live subscription to the log: first what is there, then what is committed, in log order, without a gap or
// a repeat at the seam. Only durable events are seen. The function is called on the subscription's own
// thread, one event at a time; a slow one lags and slows nobody. Destroying or cancelling it waits for the
// call under way to return (unless that call itself cancels) and no further one begins.
class subscription {
public:
  subscription() = default;
  class state;
  explicit subscription(std::shared_ptr<state> s) : state_(std::move(s)) {}
  subscription(subscription&&) noexcept = default;
  subscription& operator=(subscription&& other) noexcept;
  ~subscription();

  void cancel();
  [[nodiscard]] bool active() const noexcept;
  // The last position that was handed over or passed by the filter.
  [[nodiscard]] docket::position position() const noexcept;

private:
  std::shared_ptr<state> state_;
};

} // namespace docket
