#include "docket/app/demo/ends.hpp"

#include "docket/app/program/errors.hpp"
#include "docket/app/watch/fulfilment_watch.hpp"

#include <chrono>
#include <thread>

namespace docket::app {
namespace {

constexpr std::chrono::milliseconds look_every{20};

log_filter ends_of_orders() {
  return {{"order", "fulfilment"},
          {"OrderDelivered", "OrderCancelled", "FulfilmentCompleted", "FulfilmentCompensated",
           "FulfilmentParked"}};
}

} // namespace

ends_watch::ends_watch(engine& of)
    : engine_(of),
      news_(of.subscribe(from_position{}, [this](const event_view& event) { take(event); },
                         {ends_of_orders(), [this](const std::string& why) { fail(why); }})) {}

// On the subscription's thread.
void ends_watch::take(const event_view& event) {
  const std::lock_guard lock{mutex_};
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

void ends_watch::wait_for_all(const std::function<void()>& meanwhile) {
  fulfilment_watch rest{engine_, engine_.metrics().head.position};
  while (!rest.all_ended()) {
    meanwhile();
    std::this_thread::sleep_for(look_every);
  }
  const std::lock_guard lock{mutex_};
  require_well();
}

} // namespace docket::app
