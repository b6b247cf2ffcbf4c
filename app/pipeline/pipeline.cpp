#include "docket/app/pipeline/pipeline.hpp"

#include <chrono>
#include <utility>

namespace docket::app {
namespace {

constexpr std::chrono::milliseconds pause_after{100};

} // namespace

pipeline::pipeline(engine& to, std::size_t in_flight_max, handlers tell)
    : engine_(to),
      tell_(std::move(tell)) {
  for (auto place = in_flight_max; place-- > 0;)
    own_places_.push_back(place);
  thread_ = std::thread{[this] { hand_over_answers(); }};
}

pipeline::~pipeline() {
  {
    std::unique_lock lock{mutex_};
    released_.wait(lock, [this] { return in_flight_ == 0; });
    closing_ = true;
  }
  answered_.notify_one();
  thread_.join();
}

std::size_t pipeline::acquire() {
  if (own_places_.empty()) {
    std::unique_lock lock{mutex_};
    released_.wait(lock, [this] { return !free_places_.empty(); });
    if (fault_) std::rethrow_exception(fault_);
    own_places_.swap(free_places_);
  }
  const auto place = own_places_.back();
  own_places_.pop_back();
  return place;
}

void pipeline::send(std::size_t place, any_command command, command_options options) {
  {
    const std::lock_guard lock{mutex_};
    ++in_flight_;
  }
  const auto done = [this, place](command_result result) { take_answer(place, std::move(result)); };
  std::visit([&](auto& one) { engine_.execute(std::move(one), std::move(options), done); }, command);
}

void pipeline::wait_until_idle() {
  std::unique_lock lock{mutex_};
  released_.wait(lock, [this] { return in_flight_ == 0; });
  if (fault_) std::rethrow_exception(fault_);
}

// On one of the engine's threads.
void pipeline::take_answer(std::size_t place, command_result result) {
  const std::lock_guard lock{mutex_};
  answers_.push_back({place, std::move(result)});
  if (answers_.size() == 1) answered_.notify_one();
}

// The pipeline's own thread.
void pipeline::hand_over_answers() {
  std::vector<answer> batch;
  while (wait_for_answers(batch)) {
    hand_over(batch);
    batch.clear();
  }
}

// False when the pipeline is closing; without answers when there were none for a while.
bool pipeline::wait_for_answers(std::vector<answer>& into) {
  std::unique_lock lock{mutex_};
  answered_.wait_for(lock, pause_after, [this] { return closing_ || !answers_.empty(); });
  into.swap(answers_);
  return !closing_;
}

void pipeline::hand_over(const std::vector<answer>& batch) {
  std::vector<std::size_t> released;
  released.reserve(batch.size());
  std::exception_ptr fault;
  try {
    call_handlers(batch, released);
  } catch (...) {
    fault = std::current_exception();
    released.clear();
    for (const auto& each : batch)
      released.push_back(each.place);
  }
  const std::lock_guard lock{mutex_};
  free_places_.insert(free_places_.end(), released.begin(), released.end());
  in_flight_ -= batch.size();
  if (fault) fault_ = fault;
  released_.notify_all();
}

void pipeline::call_handlers(const std::vector<answer>& batch, std::vector<std::size_t>& released) {
  if (fault_) { // Written by this thread alone, so it may be read without the lock.
    for (const auto& each : batch)
      released.push_back(each.place);
    return;
  }
  for (const auto& each : batch) {
    if (tell_.on_answer(each.place, each.result) == disposition::release) released.push_back(each.place);
  }
  tell_.on_pause();
}

} // namespace docket::app
