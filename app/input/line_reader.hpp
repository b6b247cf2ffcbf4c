#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace docket::app {

// A line without its end. The text is valid until the next line is read.
struct input_line {
  std::uint64_t number = 0; // From 1.
  std::string_view text;    // Empty when it was too long.
  std::uint64_t bytes = 0;  // Of the whole line, also when it was too long to be held.
  bool too_long = false;
};

// Lines from a file descriptor that it does not own. A line longer than the limit is passed by, never held.
// LF and CR LF end a line, the last one needs no end, a UTF-8 byte order mark before the first is skipped.
class line_reader {
public:
  // `interrupt`, unless negative, is a descriptor that becomes readable when reading should end.
  line_reader(int descriptor, std::string name, std::size_t line_bytes_max, int interrupt = -1);

  // The next line; nothing at the end or when interrupted. Throws command_failed when it cannot be read.
  [[nodiscard]] std::optional<input_line> next();

  [[nodiscard]] std::uint64_t bytes_read() const noexcept { return bytes_read_; }
  [[nodiscard]] bool interrupted() const noexcept { return interrupted_; }

private:
  [[nodiscard]] bool fill();
  [[nodiscard]] bool wait_until_readable();
  [[nodiscard]] input_line line_of(std::string_view text);
  [[nodiscard]] std::optional<input_line> last_line();
  void skip_byte_order_mark();
  void keep_unread();

  int descriptor_;
  std::string name_;
  std::size_t line_bytes_max_;
  int interrupt_;
  std::string buffer_;
  std::size_t begin_ = 0; // Of the unread bytes in the buffer.
  std::size_t end_ = 0;
  std::size_t searched_ = 0; // Unread bytes before this hold no line end.
  std::uint64_t passed_ = 0; // Bytes of the current line that were thrown away because it is too long.
  std::uint64_t lines_ = 0;
  std::uint64_t bytes_read_ = 0;
  bool at_end_ = false;
  bool interrupted_ = false;
};

} // namespace docket::app
