#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <system_error>

namespace docket {

// A file that was made and is being written, from its beginning. One thread at a time.
class file_being_made {
public:
  file_being_made() = default;
  virtual ~file_being_made() = default;
  file_being_made(const file_being_made&) = delete;
  file_being_made& operator=(const file_being_made&) = delete;

  // All of it, or an error after which the file is of no use.
  virtual std::error_code append(std::span<const std::uint8_t> bytes) noexcept = 0;
  // The bytes are on the disk when this returns. After an error nobody knows which are, and asking again
  // would not tell. The name is only with the folder's sync.
  virtual std::error_code sync() noexcept = 0;
};

// A file that is open for reading, wherever in it. One thread at a time.
class file_being_read {
public:
  file_being_read() = default;
  virtual ~file_being_read() = default;
  file_being_read(const file_being_read&) = delete;
  file_being_read& operator=(const file_being_read&) = delete;

  // Fills `to`; an error as well when the file ends before.
  virtual std::error_code read(std::span<std::uint8_t> to, std::uint64_t at) noexcept = 0;
};

// Either the file or why there is none.
template <class File>
struct open_attempt {
  std::unique_ptr<File> file;
  std::error_code why;
};

} // namespace docket
