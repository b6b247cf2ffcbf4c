#include "docket/simulation/gateways/timer_thread.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

namespace docket {

// What is due when. Calls are made, and what they hold is let go, without the lock: either may lead back
// here.
class timer_thread::agenda {
public:
  void add(std::chrono::milliseconds delay, std::function<void()> call) {
    const auto due = clock::now() + delay;
    bool is_next = false;
    {
      const std::lock_guard lock{mutex_};
      if (stopped_) return;
      const auto number = ++asked_for_;
      entries_.push_back({due, number, std::move(call)});
      std::ranges::push_heap(entries_, later);
      is_next = entries_.front().number == number;
    }
    if (is_next) woken_.notify_one();
  }

  void run() {
    while (auto call = wait_for_next())
      call();
  }

  void stop() {
    std::vector<entry> dropped;
    {
      const std::lock_guard lock{mutex_};
      stopped_ = true;
      dropped.swap(entries_);
    }
    woken_.notify_one();
  }

private:
  using clock = std::chrono::steady_clock;

  struct entry {
    clock::time_point due;
    std::uint64_t number; // By it calls that are due together keep their order.
    std::function<void()> call;
  };

  static bool later(const entry& a, const entry& b) noexcept {
    return a.due != b.due ? a.due > b.due : a.number > b.number;
  }

  // Nothing when stopped.
  std::function<void()> wait_for_next() {
    std::unique_lock lock{mutex_};
    while (!stopped_) {
      if (entries_.empty()) {
        woken_.wait(lock);
      } else if (const auto due = entries_.front().due; due > clock::now()) {
        woken_.wait_until(lock, due);
      } else {
        return take_next();
      }
    }
    return {};
  }

  std::function<void()> take_next() {
    std::ranges::pop_heap(entries_, later);
    auto call = std::move(entries_.back().call);
    entries_.pop_back();
    return call;
  }

  std::mutex mutex_;
  std::condition_variable woken_;
  std::vector<entry> entries_; // A heap: the next one first.
  std::uint64_t asked_for_ = 0;
  bool stopped_ = false;
};

timer_thread::timer_thread()
    : agenda_(std::make_shared<agenda>()),
      thread_([agenda = agenda_] { agenda->run(); }) {}

timer_thread::~timer_thread() {
  agenda_->stop();
  if (thread_.get_id() == std::this_thread::get_id()) {
    thread_.detach();
  } else {
    thread_.join();
  }
}

void timer_thread::after(std::chrono::milliseconds delay, std::function<void()> call) {
  const auto kept = agenda_; // The call may be made, and destroy this, before add() returns.
  kept->add(delay, std::move(call));
}

} // namespace docket
