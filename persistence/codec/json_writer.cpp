#include "docket/persistence/codec/json_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace docket {

namespace {

constexpr std::size_t first_room = 192; // Holds most events at once.
constexpr std::size_t integer_bytes_max = 20;
constexpr std::size_t amount_bytes_max = 32; // Sign, 20 digits, a point and leading zeros.
constexpr std::size_t escaped_bytes_max = 6; // \u001f

// What stands for a byte in a string (RFC 8259, section 7): 0 itself, 'u' its \u00XX, else a backslash and
// this.
constexpr std::array<char, 256> make_escapes() {
  std::array<char, 256> escapes{};
  for (std::size_t control = 0; control < 0x20; ++control)
    escapes[control] = 'u';
  escapes['"'] = '"';
  escapes['\\'] = '\\';
  escapes['\b'] = 'b';
  escapes['\f'] = 'f';
  escapes['\n'] = 'n';
  escapes['\r'] = 'r';
  escapes['\t'] = 't';
  return escapes;
}

constexpr auto escapes = make_escapes();

char* put(char* to, std::string_view bytes) {
  std::memcpy(to, bytes.data(), bytes.size());
  return to + bytes.size();
}

char* put_escaped(char* to, unsigned char byte, char escape) {
  *to++ = '\\';
  *to++ = escape;
  if (escape != 'u') return to;
  constexpr std::string_view hex = "0123456789abcdef";
  to = put(to, "00");
  *to++ = hex[byte >> 4];
  *to++ = hex[byte & 0xf];
  return to;
}

char* put_string(char* to, std::string_view utf8) {
  *to++ = '"';
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if (const char escape = escapes[byte]) {
      to = put_escaped(to, byte, escape);
    } else {
      *to++ = c;
    }
  }
  *to++ = '"';
  return to;
}

constexpr std::size_t string_bytes_max(std::string_view utf8) { return escaped_bytes_max * utf8.size() + 2; }
constexpr std::size_t key_bytes_max(std::string_view name) { return name.size() + 4; } // ,"name":

char* put_amount(char* to, amount value, const currency& in) {
  std::array<char, integer_bytes_max> digits;
  const bool negative = value.minor_units < 0;
  const auto units = static_cast<std::uint64_t>(value.minor_units);
  const auto end = std::to_chars(digits.begin(), digits.end(), negative ? ~units + 1 : units).ptr;
  const auto length = static_cast<std::size_t>(end - digits.data());
  const auto decimals = static_cast<std::size_t>(in.exponent());
  if (negative) *to++ = '-';
  const auto whole = length > decimals ? length - decimals : 0;
  to = whole > 0 ? put(to, {digits.data(), whole}) : put(to, "0");
  if (decimals == 0) return to;
  *to++ = '.';
  to = std::fill_n(to, decimals - (length - whole), '0');
  return put(to, {digits.data() + whole, length - whole});
}

} // namespace

char* json_writer::room(std::size_t bytes) {
  if (out_.size() - used_ < bytes) out_.resize(std::max({used_ + bytes, first_room, out_.size() * 2}));
  return out_.data() + used_;
}

// A comma is due unless something was just opened or named, or nothing stands yet.
char* json_writer::put_separator(char* to) const {
  if (used_ == begin_) return to;
  const char last = to[-1];
  if (last == '"' || last == '}' || last == ']' || (last >= '0' && last <= '9') ||
      (last >= 'a' && last <= 'z')) {
    *to++ = ',';
  }
  return to;
}

char* json_writer::put_key(char* to, std::string_view name) const {
  to = put_separator(to);
  *to++ = '"';
  to = put(to, name);
  return put(to, "\":");
}

void json_writer::open(char bracket) {
  char* to = put_separator(room(2));
  *to++ = bracket;
  wrote_until(to);
}

void json_writer::close(char bracket) {
  char* to = room(1);
  *to++ = bracket;
  wrote_until(to);
}

void json_writer::string(std::string_view utf8) {
  wrote_until(put_string(put_separator(room(1 + string_bytes_max(utf8))), utf8));
}

void json_writer::integer(std::int64_t value) {
  char* to = put_separator(room(1 + integer_bytes_max));
  wrote_until(std::to_chars(to, to + integer_bytes_max, value).ptr);
}

void json_writer::raw(std::string_view json) { wrote_until(put(put_separator(room(1 + json.size())), json)); }

void json_writer::key(std::string_view name) { wrote_until(put_key(room(key_bytes_max(name)), name)); }

void json_writer::string(std::string_view name, std::string_view utf8) {
  wrote_until(put_string(put_key(room(key_bytes_max(name) + string_bytes_max(utf8)), name), utf8));
}

void json_writer::string_unless_empty(std::string_view name, std::string_view utf8) {
  if (!utf8.empty()) string(name, utf8);
}

void json_writer::integer(std::string_view name, std::int64_t value) {
  char* to = put_key(room(key_bytes_max(name) + integer_bytes_max), name);
  wrote_until(std::to_chars(to, to + integer_bytes_max, value).ptr);
}

void json_writer::integer(std::string_view name, std::uint64_t value) {
  char* to = put_key(room(key_bytes_max(name) + integer_bytes_max), name);
  wrote_until(std::to_chars(to, to + integer_bytes_max, value).ptr);
}

void json_writer::integers(std::string_view name, std::span<const std::int32_t> values) {
  key(name);
  begin_array();
  for (const auto value : values)
    integer(value);
  end_array();
}

void json_writer::flag_if_set(std::string_view name, bool set) {
  if (set) raw(name, "true");
}

void json_writer::money(std::string_view name, amount value, const currency& in) {
  char* to = put_key(room(key_bytes_max(name) + amount_bytes_max + 2), name);
  *to++ = '"';
  to = put_amount(to, value, in);
  *to++ = '"';
  wrote_until(to);
}

void json_writer::time(std::string_view name, timestamp t) { string(name, format_timestamp(t)); }

void json_writer::raw(std::string_view name, std::string_view json) {
  key(name);
  raw(json);
}

} // namespace docket
