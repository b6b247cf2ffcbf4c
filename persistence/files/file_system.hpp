#pragma once

#include "docket/persistence/files/open_file.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

namespace docket {

// What a process holds until this object ends, or the process does.
class held_lock {
public:
  held_lock() = default;
  virtual ~held_lock() = default;
  held_lock(const held_lock&) = delete;
  held_lock& operator=(const held_lock&) = delete;
};

// What became of the wish for a lock: exactly one of the three is there.
struct lock_attempt {
  std::unique_ptr<held_lock> held;
  std::string holder;  // "process 1234 on HOST since 2026-03-01T10:15:00Z", when somebody else has it.
  std::error_code why; // When its file cannot be made or locked.
};

enum class file_access { read, write, read_and_write, write_and_enter };

// Everything that persistence does with files and folders beside SQLite, and how SQLite does what it does
// with its own. Any thread.
class file_system {
public:
  virtual ~file_system() = default;

  // The name of the SQLite VFS that databases here are opened with; null is SQLite's default.
  [[nodiscard]] virtual const char* vfs() const noexcept = 0;
  // Whether nothing may be done here by a thread that the caller did not bring: what happens here happens in
  // one order, which can be had again.
  [[nodiscard]] virtual bool single_threaded() const noexcept = 0;

  // Absolute, with links followed even where the last one points to a file that is yet to be made. Throws
  // std::filesystem::filesystem_error.
  [[nodiscard]] virtual std::filesystem::path real_path(const std::filesystem::path& path) const = 0;
  // Of what a link points to; not_found when there is none. Throws std::filesystem::filesystem_error when
  // that cannot be told.
  [[nodiscard]] virtual std::filesystem::file_type type_of(const std::filesystem::path& path) const = 0;
  // 0 when there is no such file.
  [[nodiscard]] virtual std::uint64_t bytes_of(const std::filesystem::path& file) const noexcept = 0;
  // Why the access is refused; no error when it is not.
  [[nodiscard]] virtual std::error_code refuses(const std::filesystem::path& path,
                                                file_access wanted) const noexcept = 0;
  // The names, without the folder, of all that is in it. Throws std::filesystem::filesystem_error.
  [[nodiscard]] virtual std::vector<std::string> names_in(const std::filesystem::path& folder) const = 0;

  // One that is there already is no error; its parent must be there.
  virtual std::error_code make_folder(const std::filesystem::path& folder) = 0;
  // A new file; one of that name must not be there.
  [[nodiscard]] virtual open_attempt<file_being_made> make_file(const std::filesystem::path& file) = 0;
  // Why it is not there is no_such_file_or_directory.
  [[nodiscard]] virtual open_attempt<file_being_read> read_file(const std::filesystem::path& file) = 0;
  // A file that is not there is no error.
  virtual std::error_code remove(const std::filesystem::path& file) noexcept = 0;
  // The names in the folder are on the disk when this returns.
  virtual std::error_code sync_folder(const std::filesystem::path& folder) noexcept = 0;

  // The lock that this file stands for, held by one object in one process. Its file says who has it, and is
  // removed with it.
  [[nodiscard]] virtual lock_attempt lock(const std::filesystem::path& file) = 0;

  [[nodiscard]] bool exists(const std::filesystem::path& path) const {
    return type_of(path) != std::filesystem::file_type::not_found;
  }
  [[nodiscard]] bool is_folder(const std::filesystem::path& path) const {
    return type_of(path) == std::filesystem::file_type::directory;
  }
};

} // namespace docket
