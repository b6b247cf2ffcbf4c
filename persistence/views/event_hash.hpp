#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <cstddef>
#include <cstdint>

namespace docket {

// A hash of a set of events in which each may stand several times: the sum of what each event's position and
// id mix to, so the order in which they are added does not matter, and an event that is missing, there twice
// or not from this log shows. MSet-Add-Hash of Clarke et al., "Incremental Multiset Hash Functions and Their
// Application to Memory Integrity Checking" (ASIACRYPT 2003), with a mixing function that knows no secret: it
// finds mistakes, not forgers. The numbers stand in view files: never change.
struct event_hash {
  std::uint64_t a = 0, b = 0; // Both modulo 2^64.

  constexpr event_hash& operator+=(const event_hash& other) noexcept {
    a += other.a;
    b += other.b;
    return *this;
  }
  [[nodiscard]] friend constexpr event_hash operator-(event_hash left, const event_hash& right) noexcept {
    return {left.a - right.a, left.b - right.b};
  }
  friend bool operator==(const event_hash&, const event_hash&) = default;
};

namespace event_hash_detail {

// The finisher of SplitMix64: every bit of the input moves every bit of the output with probability one half.
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t x) noexcept {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

[[nodiscard]] constexpr std::uint64_t eight_bytes(const uuid& id, std::size_t from) noexcept {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < 8; ++i)
    word = word << 8 | id[from + i];
  return word;
}

} // namespace event_hash_detail

[[nodiscard]] constexpr event_hash hash_of(position at, const uuid& id) noexcept {
  using event_hash_detail::eight_bytes;
  using event_hash_detail::mix;
  const auto place = mix(value(at) + 0x9e3779b97f4a7c15u);
  const auto first = mix(place ^ eight_bytes(id, 0));
  const auto second = mix(first + eight_bytes(id, 8));
  return {second, mix(second ^ place ^ 0xd1b54a32d192ed03u)};
}

} // namespace docket
