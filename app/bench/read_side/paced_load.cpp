#include "docket/app/bench/read_side/paced_load.hpp"

#include "docket/app/program/errors.hpp"

#include <utility>

namespace docket::app::bench {
namespace {

constexpr std::uint64_t orders_between = 256; // Begun between two commands of one order.
// Fewer than are sent between two commands of one order, so that none has two under way.
constexpr std::uint64_t in_flight_max = 1'000;
static_assert(in_flight_max < orders_between * commands_per_life);
constexpr std::chrono::microseconds tick{500};

} // namespace

paced_load::paced_load(engine& to, std::uint64_t seed, double events_per_second)
    : engine_(to),
      seed_(seed),
      commands_per_second_(events_per_second * static_cast<double>(commands_per_life) / events_per_life),
      sender_([this] { send_what_is_due(); }) {}

paced_load::~paced_load() {
  ending_ = true;
  if (sender_.joinable()) sender_.join();
  while (in_flight_ > 0)
    std::this_thread::sleep_for(tick);
}

void paced_load::send_what_is_due() {
  const auto begun = clock::now();
  std::uint64_t missed = 0; // Was due while too many were under way, and is given up.
  while (!ending_) {
    const auto seconds = std::chrono::duration<double>(clock::now() - begun).count();
    const auto due = static_cast<std::uint64_t>(seconds * commands_per_second_);
    while (sent_ + missed < due && in_flight_ < in_flight_max && !ending_)
      send();
    if (sent_ + missed < due) missed = due - sent_;
    std::this_thread::sleep_for(tick);
  }
}

void paced_load::send() {
  const auto [order, step] = next();
  auto due = command_of_life(seed_, order, step);
  ++sent_;
  ++in_flight_;
  engine_.execute(std::move(due.command), std::move(due.options),
                  [this](const command_result& answer) { receive(answer); });
}

// Each turn begins one order and takes those before it, at equal distances, one step further.
paced_load::place_in_life paced_load::next() {
  while (true) {
    const auto turn = places_ / commands_per_life;
    const auto step = places_++ % commands_per_life;
    if (const auto before = step * orders_between; before <= turn) return {turn - before, step};
  }
}

void paced_load::receive(const command_result& answer) {
  if (!answer) {
    const std::scoped_lock hold{failure_lock_};
    if (failure_.empty()) failure_ = answer.error().message;
    failed_ = ending_ = true;
  }
  ++answered_;
  --in_flight_;
}

std::uint64_t paced_load::answered() const {
  require_well();
  return answered_;
}

void paced_load::end() {
  ending_ = true;
  if (sender_.joinable()) sender_.join();
  while (in_flight_ > 0)
    std::this_thread::sleep_for(tick);
  require_well();
}

void paced_load::require_well() const {
  if (!failed_) return;
  const std::scoped_lock hold{failure_lock_};
  throw command_failed("the engine refused a command of the benchmark: " + failure_);
}

} // namespace docket::app::bench
