#pragma once

#include "docket/domain/money.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace docket {

// The canonical bytes of a command: the same for the same payload, different for every other one. Stored
// hashes depend on each byte, so nothing here ever changes.
//
//   text    length (4 bytes), bytes        number  8 bytes
//   maybe   1 byte (0 or 1), then the value when 1
//   money   coefficient without trailing zeros after the point (number), scale (number)
//
// Integers are little-endian. First the command's name (text), the id of its stream and the stated time
// (maybe number), then its fields in the order of the aggregate's own functions. A field that a command got
// later stands at its end, and only where it says something: what did not state it hashes as it did before.
class canonical_bytes {
public:
  canonical_bytes() { bytes_.reserve(256); }

  void number(std::int64_t value) { little_endian(static_cast<std::uint64_t>(value), 8); }

  void string(std::string_view value) {
    little_endian(value.size(), 4);
    bytes_ += value;
  }

  void string(const text& value) { string(value.view()); }

  void later_string(const text& value) {
    if (!value.empty()) string(value);
  }

  bool maybe(bool present) {
    bytes_ += present ? '\1' : '\0';
    return present;
  }

  void time(std::optional<timestamp> value) {
    if (maybe(value.has_value())) number(value->microseconds);
  }

  void money(decimal value); // 29.9 and 29.90 are one amount.

  [[nodiscard]] std::string_view view() const noexcept { return bytes_; }

private:
  void little_endian(std::uint64_t value, std::size_t bytes) {
    for (; bytes > 0; --bytes, value >>= 8)
      bytes_ += static_cast<char>(value & 0xff);
  }

  std::string bytes_;
};

// Of whole canonical bytes; never 0.
[[nodiscard]] std::uint64_t hash_of(const canonical_bytes& bytes) noexcept;

// A codec's fingerprint: put(canonical_bytes&, command) adds the fields of one of the variant's commands.
template <class Aggregate, class Put>
[[nodiscard]] std::uint64_t fingerprint_of(const typename Aggregate::command& command,
                                           std::optional<timestamp> stated, Put put) {
  canonical_bytes bytes;
  bytes.string(command_name(command));
  bytes.string(Aggregate::id_of(command));
  bytes.time(stated);
  std::visit([&](const auto& one) { put(bytes, one); }, command);
  return hash_of(bytes);
}

} // namespace docket
