#include "docket/domain/fulfilment/back_off.hpp"

#include <algorithm>

namespace docket {

namespace {

class fnv_1a {
public:
  void put(std::string_view bytes) noexcept {
    for (const auto byte : bytes)
      put(static_cast<unsigned char>(byte));
  }
  void put(std::int32_t number) noexcept {
    for (auto rest = static_cast<std::uint32_t>(number); rest != 0; rest >>= 8)
      put(static_cast<unsigned char>(rest & 0xff));
  }
  [[nodiscard]] std::uint64_t value() const noexcept { return hash_ ^ (hash_ >> 32); }

private:
  void put(unsigned char byte) noexcept { hash_ = (hash_ ^ byte) * 1'099'511'628'211u; }

  std::uint64_t hash_ = 14'695'981'039'346'656'037u;
};

// From -percent to +percent of the wait.
std::int64_t jitter(std::int64_t wait, std::int32_t percent, std::uint64_t dice) noexcept {
  const auto span = wait * percent / 100;
  if (span <= 0) return 0;
  return static_cast<std::int64_t>(dice % static_cast<std::uint64_t>(2 * span + 1)) - span;
}

} // namespace

timestamp later(timestamp t, std::chrono::milliseconds after) noexcept {
  return std::min(latest_time, timestamp{t.microseconds + after.count() * 1'000});
}

std::chrono::milliseconds back_off(const fulfilment_policy& policy, std::string_view process,
                                   std::int32_t step, std::int32_t attempt) noexcept {
  constexpr std::int32_t doublings_max = 30;
  const auto doublings = std::clamp(attempt - 1, 0, doublings_max);
  const auto first = policy.back_off_first.count();
  const auto longest = policy.back_off_max.count();
  const auto wait = first > (longest >> doublings) ? longest : first << doublings;
  fnv_1a dice;
  dice.put(process);
  dice.put(step);
  dice.put(attempt);
  return std::chrono::milliseconds{wait + jitter(wait, policy.back_off_jitter_percent, dice.value())};
}

} // namespace docket
