#include "docket/persistence/archive/numbers.hpp"

#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

namespace docket::archive {

void put_number(std::string& to, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7)
    to += static_cast<char>((number & 0x7f) | 0x80);
  to += static_cast<char>(number);
}

void put_signed(std::string& to, std::int64_t number) {
  put_number(to, (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63));
}

std::uint64_t byte_source::number() {
  std::uint64_t result = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const auto byte = static_cast<std::uint8_t>(bytes(1).front());
    if (shift == 63 && byte > 1) damaged();
    result |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return result;
  }
  damaged();
}

std::int64_t byte_source::signed_number() {
  const auto folded = number();
  return static_cast<std::int64_t>((folded >> 1) ^ (~(folded & 1) + 1));
}

std::string_view byte_source::bytes(std::size_t count) {
  if (count > left_.size()) damaged();
  const auto front = left_.substr(0, count);
  left_.remove_prefix(count);
  return front;
}

void byte_source::damaged() const {
  throw store_error(store_errc::corrupt, fmt::format("{} is not as it was written", what_));
}

} // namespace docket::archive
