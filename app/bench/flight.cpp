#include "docket/app/bench/flight.hpp"

#include "docket/app/bench/processor_time.hpp"
#include "docket/app/program/errors.hpp"

#include <algorithm>
#include <limits>
#include <thread>
#include <utility>

namespace docket::app::bench {
namespace {

// How long a look at the counts may be late. Rates are taken from the counts and times that were seen, so it
// costs no accuracy.
constexpr std::chrono::microseconds look_every{500};

std::uint32_t nanoseconds(std::chrono::steady_clock::duration span) noexcept {
  const auto ns = std::chrono::duration_cast<std::chrono::nanoseconds>(span).count();
  return static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(ns, 0, std::numeric_limits<std::uint32_t>::max()));
}

} // namespace

flight::flight(engine& to, command_source source, std::size_t slots, std::function<void()> watch)
    : engine_(to),
      source_(std::move(source)),
      watch_(std::move(watch)),
      slots_(slots) {}

flight::~flight() {
  ending_ = true;
  while (busy_.load(std::memory_order_acquire) > 0)
    std::this_thread::sleep_for(look_every);
}

void flight::begin() {
  busy_ = slots_.size();
  for (std::size_t i = 0; i < slots_.size(); ++i)
    send(i);
}

void flight::send(std::size_t index) {
  auto next = ending_.load(std::memory_order_relaxed) ? std::nullopt : source_(index);
  if (!next) {
    busy_.fetch_sub(1, std::memory_order_release);
    return;
  }
  slots_[index].sent = clock::now();
  engine_.execute(std::move(next->command), std::move(next->options),
                  [this, index](const command_result& answer) { receive(index, answer); });
}

void flight::receive(std::size_t index, const command_result& answer) {
  auto& own = slots_[index];
  if (keeping_.load(std::memory_order_relaxed))
    own.latencies_ns.push_back(nanoseconds(clock::now() - own.sent));
  if (!answer) note_failure(answer.error());
  own.answered.store(own.answered.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  send(index);
}

void flight::note_failure(const failure& why) {
  const std::scoped_lock hold{failure_lock_};
  if (failure_.empty()) failure_ = why.message;
  failed_ = ending_ = true;
}

std::uint64_t flight::answered() const noexcept {
  std::uint64_t sum = 0;
  for (const auto& own : slots_)
    sum += own.answered.load(std::memory_order_relaxed);
  return sum;
}

flight_sample flight::sample() const {
  const auto metrics = engine_.metrics();
  return {clock::now(), processor_time(), answered(), metrics.events, metrics.commits};
}

void flight::look_around() const {
  if (watch_) watch_();
  std::this_thread::sleep_for(look_every);
}

flight_sample flight::after(std::chrono::milliseconds span) {
  std::this_thread::sleep_for(span);
  require_well();
  return sample();
}

flight_sample flight::after_answers(std::uint64_t commands) {
  while (!failed_ && answered() < commands)
    look_around();
  require_well();
  return sample();
}

void flight::end() {
  ending_ = true;
  end_of_source();
}

void flight::end_of_source() {
  while (busy_.load(std::memory_order_acquire) > 0)
    look_around();
  require_well();
}

void flight::require_well() const {
  if (!failed_) return;
  const std::scoped_lock hold{failure_lock_};
  throw command_failed("the engine refused a command of the benchmark: " + failure_);
}

std::vector<std::uint32_t> flight::latencies_ns() const {
  std::vector<std::uint32_t> all;
  for (const auto& own : slots_)
    all.insert(all.end(), own.latencies_ns.begin(), own.latencies_ns.end());
  return all;
}

} // namespace docket::app::bench
