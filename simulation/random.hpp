#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>

namespace docket {

// Numbers that look random and depend on the seeds alone, on every machine: SplitMix64 (Steele, Lea, Flood:
// Fast Splittable Pseudorandom Number Generators, 2014), and whole-number distributions only.
class random_source {
public:
  // Different seeds, in whichever place, make independent sequences.
  explicit random_source(std::initializer_list<std::uint64_t> seeds) noexcept;

  [[nodiscard]] std::uint64_t next() noexcept;
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) noexcept; // 0 .. bound - 1; bound > 0.
  [[nodiscard]] std::int64_t between(std::int64_t first, std::int64_t last) noexcept; // Both included.
  [[nodiscard]] bool chance(unsigned percent) noexcept { return below(100) < percent; }

  template <class Value>
  [[nodiscard]] const Value& pick(std::span<const Value> from) noexcept {
    return from[below(from.size())];
  }

  // An index, each with a chance in proportion to its weight.
  [[nodiscard]] std::size_t weighted(std::span<const unsigned> weights) noexcept;

private:
  std::uint64_t state_ = 0;
};

} // namespace docket
