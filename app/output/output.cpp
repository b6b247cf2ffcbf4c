#include "docket/app/output/output.hpp"

#include "docket/app/output/printable.hpp"

#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <unistd.h>

namespace docket::app {
namespace {

[[noreturn]] void cannot_write(std::string_view name, int error) {
  const auto why = fmt::format("cannot write to {}: {}", name, std::strerror(error));
  if (error == EPIPE) throw reader_gone{why};
  throw output_error{why};
}

} // namespace

void write_all(int descriptor, std::string_view bytes, std::string_view name) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) cannot_write(name, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void output::write(std::string_view bytes) {
  buffer_ += bytes;
  if (buffer_.size() >= buffer_bytes) flush();
}

void output::flush() {
  // Emptied first: after a failure the same bytes must not be tried again at the program's end.
  std::string bytes;
  bytes.swap(buffer_);
  write_all(descriptor_, bytes, name_);
  bytes.clear();
  buffer_.swap(bytes);
}

void complain(std::string_view line) noexcept {
  try {
    write_all(2, fmt::format("docket: {}\n", printable(line)), "standard error");
  } catch (...) {
  }
}

} // namespace docket::app
