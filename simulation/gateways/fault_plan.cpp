#include "docket/simulation/gateways/fault_plan.hpp"

#include "docket/persistence/codec/siphash.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace docket {

namespace {

constexpr std::uint32_t whole = 10'000;

// Each decision takes a number of its own from what a call hashes to.
enum class decision : std::uint64_t {
  decline = 1,
  refuse,
  latency,
  timeout_before_effect,
  timeout_after_effect,
  failure,
  lateness,
  duplicate,
  second_latency,
};

void append_bytes(std::string& to, std::uint64_t number) {
  for (int shift = 0; shift < 64; shift += 8)
    to += static_cast<char>((number >> shift) & 0xff);
}

std::uint64_t hash_of(std::uint64_t seed, std::string_view name, std::uint64_t attempt) {
  std::string bytes;
  bytes.reserve(16 + name.size());
  append_bytes(bytes, seed);
  append_bytes(bytes, attempt);
  bytes += name;
  return siphash_2_4(bytes);
}

// The output function of SplitMix64 (Steele, Lea and Flood, 2014).
std::uint64_t number_for(decision what, std::uint64_t hash) noexcept {
  std::uint64_t z = hash + static_cast<std::uint64_t>(what) * 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

bool befalls(decision what, std::uint64_t hash, std::uint32_t rate) noexcept {
  return number_for(what, hash) % whole < rate;
}

void require_rate(std::string_view name, std::uint32_t rate) {
  if (rate > whole) throw std::invalid_argument{fmt::format("{} is {}, more than {}", name, rate, whole)};
}

void require_sound(const simulated_gateway_options& options) {
  require_rate("declines", options.declines);
  require_rate("timeouts_before_effect", options.timeouts_before_effect);
  require_rate("timeouts_after_effect", options.timeouts_after_effect);
  require_rate("transient_failures", options.transient_failures);
  require_rate("duplicate_answers", options.duplicate_answers);
  require_rate("late_answers", options.late_answers);
  require_rate("refusals", options.refusals);
  if (options.latency_ms_min > options.latency_ms_max)
    throw std::invalid_argument{"latency_ms_min is more than latency_ms_max"};
}

} // namespace

fault_plan::fault_plan(const simulated_gateway_options& options) : options_(options) {
  require_sound(options);
}

call_fate fault_plan::fate_of(std::string_view key, std::uint32_t attempt) const {
  const auto hash = hash_of(options_.seed, key, attempt);
  call_fate fate;
  fate.latency = latency_by(number_for(decision::latency, hash));
  if (options_.faulty_attempts == 0 || attempt <= options_.faulty_attempts) add_faults(fate, hash);
  return fate;
}

void fault_plan::add_faults(call_fate& fate, std::uint64_t hash) const {
  fate.lost_before_effect = befalls(decision::timeout_before_effect, hash, options_.timeouts_before_effect);
  fate.lost_after_effect = befalls(decision::timeout_after_effect, hash, options_.timeouts_after_effect);
  fate.fails = befalls(decision::failure, hash, options_.transient_failures);
  fate.told_twice = befalls(decision::duplicate, hash, options_.duplicate_answers);
  fate.again_after = latency_by(number_for(decision::second_latency, hash));
  if (befalls(decision::lateness, hash, options_.late_answers))
    fate.late_by = std::chrono::milliseconds{options_.late_by_ms};
}

std::chrono::milliseconds fault_plan::latency_by(std::uint64_t number) const {
  const auto choices = std::uint64_t{options_.latency_ms_max} - options_.latency_ms_min + 1;
  return std::chrono::milliseconds{options_.latency_ms_min + number % choices};
}

bool fault_plan::declines(std::string_view payment) const {
  return befalls(decision::decline, hash_of(options_.seed, payment, 0), options_.declines);
}

bool fault_plan::refuses(std::string_view shipment) const {
  return befalls(decision::refuse, hash_of(options_.seed, shipment, 0), options_.refusals);
}

std::string fault_plan::reference_to(std::string_view name) const {
  return fmt::format("{:016x}", hash_of(options_.seed, name, 0));
}

} // namespace docket
