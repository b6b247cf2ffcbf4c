#include "docket/app/input/line_reader.hpp"

#include "docket/app/program/errors.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

namespace docket::app {
namespace {

constexpr std::size_t chunk_bytes = 256u << 10;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

std::string_view without_carriage_return(std::string_view line) {
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

} // namespace

line_reader::line_reader(int descriptor, std::string name, std::size_t line_bytes_max, int interrupt)
    : descriptor_(descriptor),
      name_(std::move(name)),
      line_bytes_max_(line_bytes_max),
      interrupt_(interrupt),
      // A line of the greatest length, its end, and room for a chunk.
      buffer_(line_bytes_max + 2 + chunk_bytes, '\0') {}

std::optional<input_line> line_reader::next() {
  while (true) {
    const auto* unread = buffer_.data() + begin_;
    const auto* end =
        static_cast<const char*>(std::memchr(buffer_.data() + searched_, '\n', end_ - searched_));
    if (end != nullptr) {
      const std::string_view text{unread, static_cast<std::size_t>(end - unread)};
      begin_ = searched_ = begin_ + text.size() + 1;
      return line_of(text);
    }
    searched_ = end_;
    keep_unread();
    if (!fill()) return last_line();
  }
}

// Moves the unread bytes to the front; those of a line that is too long already are counted and dropped, but
// for the last one, which may be the CR of its end.
void line_reader::keep_unread() {
  auto unread = end_ - begin_;
  if (unread > line_bytes_max_ + 1) {
    passed_ += unread - 1;
    begin_ = end_ - 1;
    unread = 1;
  }
  std::memmove(buffer_.data(), buffer_.data() + begin_, unread);
  begin_ = 0;
  end_ = searched_ = unread;
}

bool line_reader::fill() {
  if (at_end_ || !wait_until_readable()) return false;
  ssize_t got = 0;
  do {
    got = ::read(descriptor_, buffer_.data() + end_, buffer_.size() - end_);
  } while (got < 0 && errno == EINTR);
  if (got < 0) throw command_failed{fmt::format("cannot read {}: {}", name_, std::strerror(errno))};
  at_end_ = got == 0;
  const bool first = bytes_read_ < byte_order_mark.size();
  end_ += static_cast<std::size_t>(got);
  bytes_read_ += static_cast<std::uint64_t>(got);
  if (first) skip_byte_order_mark();
  return !at_end_;
}

void line_reader::skip_byte_order_mark() {
  if (lines_ > 0 || begin_ != 0 || bytes_read_ < byte_order_mark.size()) return;
  if (std::string_view{buffer_.data(), end_}.starts_with(byte_order_mark))
    begin_ = searched_ = byte_order_mark.size();
}

bool line_reader::wait_until_readable() {
  if (interrupt_ < 0) return true;
  std::array<pollfd, 2> wanted{{{descriptor_, POLLIN, 0}, {interrupt_, POLLIN, 0}}};
  while (::poll(wanted.data(), wanted.size(), -1) < 0) {
    if (errno != EINTR)
      throw command_failed{fmt::format("cannot wait for {}: {}", name_, std::strerror(errno))};
  }
  interrupted_ = wanted[1].revents != 0;
  return !interrupted_;
}

input_line line_reader::line_of(std::string_view text) {
  text = without_carriage_return(text);
  input_line line{++lines_, text, passed_ + text.size(), false};
  passed_ = 0;
  line.too_long = line.bytes > line_bytes_max_;
  if (line.too_long) line.text = {};
  return line;
}

std::optional<input_line> line_reader::last_line() {
  // What an interrupted read leaves may be half a line, which is no line.
  if (interrupted_ || (begin_ == end_ && passed_ == 0)) return std::nullopt;
  const std::string_view text{buffer_.data() + begin_, end_ - begin_};
  begin_ = searched_ = end_;
  return line_of(text);
}

} // namespace docket::app
