#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/quantity.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"

#include <rapidcheck.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// Values for properties: whatever the types can hold, not only what is likely.
namespace docket::random_values {

using rc::Gen;

// Valid UTF-8 of one to four bytes a character, with all that JSON escapes.
inline Gen<std::string> utf8() {
  const auto character =
      rc::gen::element<std::string>("a", "Z", "7", " ", "\"", "\\", "/", "\b", "\f", "\n", "\r", "\t", "\x01",
                                    "\x1f", "\x7f", "é", "ß", "→", "日", "😀", "{", "}", ",");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(character), [](const auto& characters) {
    std::string result;
    for (const auto& c : characters)
      result += c;
    return result;
  });
}

inline Gen<text> words() {
  return rc::gen::map(utf8(), [](const std::string& bytes) { return text{bytes}; });
}

template <class Id>
Gen<Id> id() {
  const auto letters = rc::gen::elementOf(std::string{"abcXYZ019._~:-"});
  return rc::gen::map(rc::gen::nonEmpty(rc::gen::container<std::string>(letters)),
                      [](const std::string& letters_of_id) { return Id{letters_of_id.substr(0, 128)}; });
}

inline Gen<currency> any_currency() {
  return rc::gen::map(rc::gen::element<std::string>("USD", "BRL", "JPY", "KWD", "UYW"),
                      [](const std::string& code) { return currency{code}; });
}

inline Gen<amount> any_amount() {
  return rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t units) { return amount{units}; });
}

inline Gen<quantity> any_quantity() {
  return rc::gen::map(rc::gen::inRange<std::int64_t>(1, quantity::max + 1),
                      [](auto n) { return quantity{n}; });
}

// Within the years 0001 to 9999.
inline Gen<timestamp> any_time() {
  return rc::gen::map(rc::gen::inRange<std::int64_t>(-62'135'596'800'000'000, 253'402'300'799'999'999),
                      [](std::int64_t at) { return timestamp{at}; });
}

template <class T>
std::optional<T> maybe(const Gen<T>& some) {
  return *rc::gen::arbitrary<bool>() ? std::optional<T>{*some} : std::nullopt;
}

// Up to `count_max` of what make() makes.
template <class Make>
auto some(int count_max, Make make) {
  std::vector<decltype(make())> result(static_cast<std::size_t>(*rc::gen::inRange(0, count_max + 1)));
  for (auto& each : result)
    each = make();
  return result;
}

// Says which fill() is meant, so that filled() finds those that are declared after it.
struct at_random {};

// A phase with random values in it; fill(phase, at_random) stands beside each aggregate's phases.
template <class Phase>
Phase filled() {
  Phase phase;
  fill(phase, at_random{});
  return phase;
}

// Of an aggregate: event(), of any kind, and state(), in any phase but the one before the first event. Both
// are for inside a property. Specialised in random_<aggregates>.hpp.
template <class Aggregate>
struct any;

} // namespace docket::random_values
