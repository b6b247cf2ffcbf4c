#include "docket/actors/tracing/trace_context.hpp"

#include "docket/persistence/codec/siphash.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

namespace docket {
namespace {

// 00-<trace, 32 digits>-<parent, 16 digits>-<flags, 2 digits>
constexpr std::size_t header_bytes = 55;
constexpr std::size_t trace_at = 3, parent_at = 36, flags_at = 53;
constexpr std::uint8_t sampled_flag = 1;

// Lower case only, as the standard has it; -1 for anything else.
int digit_of(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool read_hex(std::string_view digits, std::span<std::uint8_t> into) noexcept {
  for (std::size_t i = 0; i < into.size(); ++i) {
    const int high = digit_of(digits[2 * i]), low = digit_of(digits[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    into[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return true;
}

void write_hex(std::string& to, std::span<const std::uint8_t> bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (const auto byte : bytes) {
    to += digits[byte >> 4];
    to += digits[byte & 15];
  }
}

bool all_zero(std::span<const std::uint8_t> bytes) noexcept {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

// What an id is made of. Texts end with a zero byte, which no name or id has in it.
class hashed_bytes {
public:
  hashed_bytes& add(std::span<const std::uint8_t> bytes) {
    bytes_.append(bytes.begin(), bytes.end());
    return *this;
  }
  hashed_bytes& add(std::string_view text) {
    bytes_.append(text);
    bytes_ += '\0';
    return *this;
  }
  hashed_bytes& add(std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8)
      bytes_ += static_cast<char>(number >> shift & 0xff);
    return *this;
  }

  [[nodiscard]] span_id id() const {
    auto hash = siphash_2_4(bytes_);
    if (hash == 0) hash = 1;
    span_id result;
    for (std::size_t i = 0; i < result.size(); ++i)
      result[i] = static_cast<std::uint8_t>(hash >> (56 - 8 * i));
    return result;
  }

private:
  std::string bytes_;
};

} // namespace

std::optional<trace_context> parse_traceparent(std::string_view header) noexcept {
  if (header.size() != header_bytes || !header.starts_with("00-") || header[parent_at - 1] != '-' ||
      header[flags_at - 1] != '-')
    return std::nullopt;
  trace_context result;
  std::array<std::uint8_t, 1> flags{};
  if (!read_hex(header.substr(trace_at), result.trace) ||
      !read_hex(header.substr(parent_at), result.parent) || !read_hex(header.substr(flags_at), flags))
    return std::nullopt;
  if (all_zero(result.trace) || all_zero(result.parent)) return std::nullopt;
  result.sampled = (flags[0] & sampled_flag) != 0;
  return result;
}

std::string to_traceparent(const trace_context& context) {
  std::string result = "00-";
  result.reserve(header_bytes);
  write_hex(result, context.trace);
  result += '-';
  write_hex(result, context.parent);
  result += context.sampled ? "-01" : "-00";
  return result;
}

command_origin origin_of(const event_view& event) noexcept {
  return {event.traceparent, event.stream_type, event.stream_id, event.command_id, event.occurred_at};
}

span_id command_span(const trace_context& from, const command_origin& origin) {
  hashed_bytes bytes;
  bytes.add("command").add(from.trace).add(from.parent).add(origin.stream_type).add(origin.stream_id);
  bytes.add(origin.command_id);
  // An id is unique in its stream; without one the moment must do.
  if (origin.command_id.empty()) bytes.add(static_cast<std::uint64_t>(origin.occurred_at.microseconds));
  return bytes.id();
}

span_id span_below(const trace_id& trace, const span_id& parent, std::string_view what,
                   std::uint64_t number) {
  return hashed_bytes{}.add(what).add(trace).add(parent).add(number).id();
}

std::optional<trace_context> context_after(const command_origin& origin) {
  if (origin.traceparent.empty()) return std::nullopt;
  auto context = parse_traceparent(origin.traceparent);
  if (context) context->parent = command_span(*context, origin);
  return context;
}

text carried_on(const command_origin& origin) {
  const auto context = context_after(origin);
  return context ? text{to_traceparent(*context)} : text{};
}

} // namespace docket
