#pragma once

#include <chrono>
#include <cstdint>
#include <string>

// Numbers as people read them.
namespace docket::app {

[[nodiscard]] std::string grouped(std::uint64_t number); // "1,234,567"
[[nodiscard]] std::string
duration_text(std::chrono::milliseconds span); // "0.25 s", "12 s", "3 min 20 s", "2 h 05 min"
[[nodiscard]] std::string milliseconds_text(std::int64_t microseconds); // "0.4 ms", "12.3 ms", "2,410 ms"
[[nodiscard]] std::string percent_text(std::uint64_t part, std::uint64_t whole); // "52 %"; "0 %" of nothing

// "1 order", "20,000 orders".
[[nodiscard]] std::string counted(std::uint64_t number, const char* one, const char* many);

// How many a second; 0 when no time has passed.
[[nodiscard]] std::uint64_t per_second(std::uint64_t count, std::chrono::nanoseconds in) noexcept;

} // namespace docket::app
