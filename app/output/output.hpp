#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace docket::app {

// Bytes could not be written; the message says where and why.
class output_error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

// Whoever read the pipe has gone: `head` has what it wanted, or a pager was left.
class reader_gone : public output_error {
public:
  using output_error::output_error;
};

// Writes all bytes to the descriptor, or throws output_error, of a pipe that nobody reads reader_gone:
// neither passes for success. `name` is for the message.
void write_all(int descriptor, std::string_view bytes, std::string_view name);

// A buffer in front of a file descriptor that it does not own. What was written is out only after flush().
class output {
public:
  output(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {}

  [[nodiscard]] static output standard() { return {1, "standard output"}; }

  void write(std::string_view bytes);
  void flush();

private:
  static constexpr std::size_t buffer_bytes = 64u << 10;

  int descriptor_;
  std::string name_;
  std::string buffer_;
};

// One line on standard error, prefixed "docket: ", whatever stands in it. Errors of writing are ignored:
// there is nowhere left to tell.
void complain(std::string_view line) noexcept;

} // namespace docket::app
