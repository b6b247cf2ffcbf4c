#include "docket/app/demo/ends.hpp"

#include "docket/app/program/errors.hpp"

#include <chrono>

namespace docket::app {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds look_every{50};
// An order that was cancelled as it was placed may be about to get a fulfilment; nothing says that it will
// not, but a log to which nothing was added for so long.
constexpr milliseconds quiet_for{200};

log_filter ends_of_orders() {
  return {{"order", "fulfilment"},
          {"OrderDelivered", "OrderCancelled", "FulfilmentStarted", "FulfilmentCompleted",
           "FulfilmentCompensated", "FulfilmentParked"}};
}

} // namespace

ends_watch::ends_watch(engine& of)
    : engine_(of),
      news_(of.subscribe(from_position{}, [this](const event_view& event) { take(event); },
                         {ends_of_orders(), [this](const std::string& why) { fail(why); }})) {}

// On the subscription's thread.
void ends_watch::take(const event_view& event) {
  const std::lock_guard lock{mutex_};
  if (event.type == "FulfilmentStarted") ++counts_.begun;
  if (event.type == "FulfilmentCompleted") ++counts_.completed;
  if (event.type == "FulfilmentCompensated") ++counts_.compensated;
  if (event.type == "FulfilmentParked") ++counts_.parked;
  if (event.stream_type == "order") ++counts_.orders;
  changed_.notify_one();
}

void ends_watch::fail(const std::string& why) {
  const std::lock_guard lock{mutex_};
  failure_ = why;
  changed_.notify_one();
}

void ends_watch::require_well() const {
  if (!failure_.empty()) throw command_failed{"the demo stopped: " + failure_};
}

ends_watch::counts ends_watch::now() const {
  const std::lock_guard lock{mutex_};
  return counts_;
}

void ends_watch::wait_for_room(std::uint64_t placed, std::uint64_t max) {
  std::unique_lock lock{mutex_};
  changed_.wait(lock, [&] { return !failure_.empty() || counts_.orders + counts_.parked + max > placed; });
  require_well();
}

void ends_watch::wait_for_all(std::uint64_t placed, const std::function<void()>& meanwhile) {
  auto head = engine_.metrics().head.position;
  auto quiet_since = std::chrono::steady_clock::now();
  std::unique_lock lock{mutex_};
  while (!counts_.all_ended(placed) || std::chrono::steady_clock::now() - quiet_since < quiet_for) {
    changed_.wait_for(lock, look_every);
    require_well();
    lock.unlock();
    meanwhile();
    if (const auto reached = engine_.metrics().head.position; reached != head) {
      head = reached;
      quiet_since = std::chrono::steady_clock::now();
    }
    lock.lock();
  }
}

} // namespace docket::app
