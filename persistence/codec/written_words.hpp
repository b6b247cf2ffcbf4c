#pragma once

#include "docket/persistence/codec/json_fields.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

// An enum as words in what is written: an array of them in the order of the enum's values. Words are added at
// the end and never changed.
namespace docket {

// Whether there is a word for each value up to the last one.
template <class Enum, std::size_t Count>
[[nodiscard]] constexpr bool are_words_up_to(const std::array<std::string_view, Count>&, Enum last) {
  return Count == static_cast<std::size_t>(last) + 1;
}

template <class Enum, std::size_t Count>
[[nodiscard]] constexpr std::string_view word_of(const std::array<std::string_view, Count>& words,
                                                 Enum value) {
  return words.at(static_cast<std::size_t>(value));
}

template <class Enum, std::size_t Count>
[[nodiscard]] Enum read_word(json_fields& from, std::string_view name,
                             const std::array<std::string_view, Count>& words) {
  const auto found = std::ranges::find(words, from.string(name));
  if (found != words.end()) return static_cast<Enum>(found - words.begin());
  from.refuse(name, "unknown_word", "says nothing that is known.");
  return {};
}

} // namespace docket
