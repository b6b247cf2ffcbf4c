#include "docket/persistence/views/history/page_cursor.hpp"

#include "docket/persistence/codec/siphash.hpp"
#include "docket/persistence/views/history/packed_numbers.hpp"

#include <array>
#include <cstddef>
#include <optional>

namespace docket {
namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t checksum_bytes = 4;
constexpr std::size_t fixed_bytes = checksum_bytes + std::size_t{4} * 8;

std::string to_base64url(std::string_view bytes) {
  std::string result;
  result.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t pending = 0;
  int bits = 0;
  for (const char c : bytes) {
    pending = (pending << 8 | static_cast<unsigned char>(c)) & 0xffffu;
    for (bits += 8; bits >= 6; bits -= 6)
      result += letters[pending >> (bits - 6) & 63u];
  }
  if (bits > 0) result += letters[pending << (6 - bits) & 63u];
  return result;
}

// Nothing for what to_base64url() does not write: other characters, bits left over that are not zero.
std::optional<std::string> from_base64url(std::string_view written) {
  std::string result;
  std::uint32_t pending = 0;
  int bits = 0;
  for (const char c : written) {
    const auto six = letters.find(c);
    if (six == std::string_view::npos) return std::nullopt;
    pending = (pending << 6 | static_cast<std::uint32_t>(six)) & 0xffffu;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    result += static_cast<char>(pending >> bits & 0xffu);
  }
  if (bits >= 6 || (pending & ((1u << bits) - 1)) != 0) return std::nullopt;
  return result;
}

std::uint64_t hash_of(const cursor_owner& owner) {
  return query_hash{}.add(owner.kind).add(static_cast<std::int64_t>(owner.query)).value();
}

std::uint64_t checksum(std::string_view bytes) { return siphash_2_4(bytes) & 0xffffffffu; }

query_refusal broken() {
  return {"cursor_broken", "This cursor is not one that was given out; begin again without a cursor."};
}

query_refusal of_another_query() {
  return {"cursor_of_another_query",
          "This cursor was given out for another query; use it with the same filters, order and moment, or "
          "begin again without a cursor."};
}

} // namespace

std::string write_cursor(const page_cursor& cursor, const cursor_owner& owner) {
  std::string rest;
  put_fixed(rest, hash_of(owner), 8);
  put_fixed(rest, docket::value(cursor.pinned), 8);
  put_fixed(rest, static_cast<std::uint64_t>(cursor.value), 8);
  put_fixed(rest, static_cast<std::uint64_t>(cursor.key), 8);
  rest += cursor.text;
  std::string bytes;
  put_fixed(bytes, checksum(rest), checksum_bytes);
  return to_base64url(bytes + rest);
}

expected<page_cursor, query_refusal> read_cursor(std::string_view written, const cursor_owner& owner) {
  const auto bytes = from_base64url(written);
  if (!bytes || bytes->size() < fixed_bytes) return unexpected{broken()};
  const std::string_view rest = std::string_view{*bytes}.substr(checksum_bytes);
  if (get_fixed(*bytes, checksum_bytes) != checksum(rest)) return unexpected{broken()};
  if (get_fixed(rest, 8) != hash_of(owner)) return unexpected{of_another_query()};
  page_cursor cursor;
  cursor.pinned = position{get_fixed(rest.substr(8), 8)};
  cursor.value = static_cast<std::int64_t>(get_fixed(rest.substr(16), 8));
  cursor.key = static_cast<std::int64_t>(get_fixed(rest.substr(24), 8));
  cursor.text = rest.substr(32);
  return cursor;
}

query_hash& query_hash::add(std::int64_t number) {
  fields_ += 'n';
  put_fixed(fields_, static_cast<std::uint64_t>(number), 8);
  return *this;
}

query_hash& query_hash::add(std::string_view text) {
  fields_ += 't';
  put_fixed(fields_, text.size(), 8);
  fields_ += text;
  return *this;
}

std::uint64_t query_hash::value() const { return siphash_2_4(fields_); }

} // namespace docket
