#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace docket::app {

// A file to read, or standard input.
class input_file {
public:
  // "-" is standard input. Throws command_failed.
  explicit input_file(const std::string& path);
  ~input_file();
  input_file(const input_file&) = delete;
  input_file& operator=(const input_file&) = delete;

  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; } // For messages.
  // In bytes; nothing for what has no size beforehand, such as a pipe.
  [[nodiscard]] std::optional<std::uint64_t> size() const noexcept { return size_; }

private:
  int descriptor_;
  bool owned_;
  std::string name_;
  std::optional<std::uint64_t> size_;
};

} // namespace docket::app
