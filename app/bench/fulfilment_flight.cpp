#include "docket/app/bench/fulfilment_flight.hpp"

#include "docket/app/bench/processor_time.hpp"
#include "docket/app/program/errors.hpp"

#include <fmt/format.h>
#include <thread>
#include <utility>

namespace docket::app::bench {
namespace {

// How long a look at the counts may be late; see flight.cpp.
constexpr std::chrono::microseconds look_every{500};

constexpr std::string_view completed = "FulfilmentCompleted";

log_filter ends_of_fulfilments() {
  return {{"fulfilment"}, {std::string{completed}, "FulfilmentCompensated", "FulfilmentParked"}};
}

} // namespace

fulfilment_flight::fulfilment_flight(engine& to, std::uint64_t seed, demand wanted, std::size_t slots,
                                     std::function<void()> watch)
    : engine_(to),
      seed_(seed),
      wanted_(wanted),
      watch_(std::move(watch)),
      slots_(slots) {}

fulfilment_flight::~fulfilment_flight() {
  ending_ = true;
  while (!failed_ && busy_.load(std::memory_order_acquire) > 0)
    std::this_thread::sleep_for(look_every);
}

void fulfilment_flight::begin() {
  busy_ = slots_.size();
  news_ = engine_.subscribe(from_position{value(engine_.metrics().head.position)},
                            [this](const event_view& event) { take(event); },
                            {ends_of_fulfilments(), [this](const std::string& why) { note_failure(why); }});
  for (std::size_t i = 0; i < slots_.size(); ++i)
    place(i);
}

void fulfilment_flight::place(std::size_t index) {
  if (ending_.load(std::memory_order_relaxed)) {
    busy_.fetch_sub(1, std::memory_order_release);
    return;
  }
  auto& own = slots_[index];
  auto [command, options] = order_of_shop(seed_, wanted_, index, own.orders++);
  own.placed = clock::now();
  engine_.execute(std::move(command), std::move(options), [this](const command_result& answer) {
    if (!answer) note_failure(answer.error().message);
  });
}

// On the subscription's thread.
void fulfilment_flight::take(const event_view& event) {
  if (event.type != completed)
    return note_failure(fmt::format("{} of order {}", event.type, event.stream_id));
  if (const auto index = slot_of(event.stream_id); index && *index < slots_.size()) finish(*index);
}

void fulfilment_flight::finish(std::size_t index) {
  if (keeping_.load(std::memory_order_relaxed))
    latencies_ns_.push_back((clock::now() - slots_[index].placed) / std::chrono::nanoseconds{1});
  fulfilled_.store(fulfilled_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  place(index);
}

void fulfilment_flight::note_failure(const std::string& why) {
  const std::scoped_lock hold{failure_lock_};
  if (failure_.empty()) failure_ = why;
  failed_ = ending_ = true;
}

fulfilment_sample fulfilment_flight::sample() const {
  const auto metrics = engine_.metrics();
  return {clock::now(), processor_time(), fulfilled_.load(std::memory_order_relaxed), metrics.events,
          metrics.commits};
}

void fulfilment_flight::look_around() const {
  if (watch_) watch_();
  std::this_thread::sleep_for(look_every);
}

fulfilment_sample fulfilment_flight::after(std::chrono::milliseconds span) {
  std::this_thread::sleep_for(span);
  require_well();
  return sample();
}

fulfilment_sample fulfilment_flight::after_fulfilments(std::uint64_t count) {
  while (!failed_ && fulfilled_.load(std::memory_order_relaxed) < count)
    look_around();
  require_well();
  return sample();
}

void fulfilment_flight::end() {
  ending_ = true;
  while (!failed_ && busy_.load(std::memory_order_acquire) > 0)
    look_around();
  require_well();
}

void fulfilment_flight::require_well() const {
  if (!failed_) return;
  const std::scoped_lock hold{failure_lock_};
  throw command_failed("a fulfilment of the benchmark did not complete: " + failure_);
}

} // namespace docket::app::bench
