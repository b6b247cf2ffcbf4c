#pragma once

#include "docket/simulation/gateways/delayed_calls.hpp"

#include <memory>
#include <thread>

namespace docket {

// Makes delayed calls on one thread of its own, by the steady clock, in the order in which they are due.
class timer_thread final : public delayed_calls {
public:
  timer_thread();
  // Drops what is due and waits for the call that is being made, unless it is that call that destroys this.
  ~timer_thread() override;
  timer_thread(const timer_thread&) = delete;
  timer_thread& operator=(const timer_thread&) = delete;

  void after(std::chrono::milliseconds delay, std::function<void()> call) override;

private:
  class agenda;

  std::shared_ptr<agenda> agenda_; // The thread's too: it may outlive this by one call.
  std::thread thread_;
};

} // namespace docket
