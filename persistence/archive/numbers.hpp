#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// Numbers in as few bytes as they need: seven bits a byte, the lowest first, all but the last with the high
// bit set. What may be negative is put the way around zero first: 0, -1, 1, -2 are 0, 1, 2, 3.
namespace docket::archive {

void put_number(std::string& to, std::uint64_t number);
void put_signed(std::string& to, std::int64_t number);

// Takes from the front of bytes that may be damaged: what is not there, or is no number, throws store_error
// (corrupt), which names `what`.
class byte_source {
public:
  byte_source(std::string_view bytes, std::string_view what) noexcept : left_(bytes), what_(what) {}

  [[nodiscard]] std::uint64_t number();
  [[nodiscard]] std::int64_t signed_number();
  [[nodiscard]] std::string_view bytes(std::size_t count);
  [[nodiscard]] bool at_end() const noexcept { return left_.empty(); }

  [[noreturn]] void damaged() const;

private:
  std::string_view left_;
  std::string_view what_;
};

} // namespace docket::archive
