#pragma once

#include <cstdint>

namespace docket {

// Numbers that a seed decides: SplitMix64 (Steele, Lea and Flood, 2014).
class seeded_numbers {
public:
  explicit seeded_numbers(std::uint64_t seed) noexcept : state_(seed) {}

  [[nodiscard]] std::uint64_t next() noexcept {
    std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
  }
  // Of 0 .. count - 1; `count` is at least 1.
  [[nodiscard]] std::uint64_t below(std::uint64_t count) noexcept { return next() % count; }
  [[nodiscard]] bool coin() noexcept { return (next() & 1) != 0; }
  [[nodiscard]] std::uint8_t byte() noexcept { return static_cast<std::uint8_t>(next() >> 56); }

private:
  std::uint64_t state_;
};

} // namespace docket
