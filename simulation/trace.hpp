#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>

namespace docket {

// What happened in a simulation, in order: as a hash, by which two runs are found to be the same, and, where
// it is wanted, the last steps as text.
class simulation_trace {
public:
  // Keeps the texts of so many last steps; none costs nothing.
  explicit simulation_trace(std::size_t texts_max = 0) : texts_max_(texts_max) {}

  // A step. The numbers, and nothing else, count for the hash; `describe` answers its text and is called only
  // where texts are kept.
  template <class Describe>
  void add(std::chrono::microseconds at, std::initializer_list<std::uint64_t> numbers, Describe describe) {
    mix(static_cast<std::uint64_t>(at.count()));
    for (const auto number : numbers)
      mix(number);
    ++steps_;
    if (texts_max_ > 0) keep(at, describe());
  }

  [[nodiscard]] std::uint64_t hash() const noexcept { return hash_; }
  [[nodiscard]] std::uint64_t steps() const noexcept { return steps_; }
  [[nodiscard]] const std::deque<std::string>& texts() const noexcept { return texts_; }

private:
  // FNV-1a over 64-bit words, with a final shift so that high bits reach low ones.
  void mix(std::uint64_t number) noexcept {
    hash_ = (hash_ ^ number) * 0x100000001b3u;
    hash_ ^= hash_ >> 29;
  }
  void keep(std::chrono::microseconds at, std::string text);

  std::size_t texts_max_;
  std::uint64_t hash_ = 0xcbf29ce484222325u;
  std::uint64_t steps_ = 0;
  std::deque<std::string> texts_;
};

// For numbers of texts in a trace.
[[nodiscard]] std::uint64_t trace_number(std::string_view text) noexcept;

} // namespace docket
