#pragma once

#include "docket/persistence/files/file_system.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

// What a database is as a file, before SQLite sees it. Nothing here opens the database itself: closing any
// descriptor of it would drop the locks that SQLite holds on it in this process.
namespace docket::sqlite {

struct database_file {
  std::filesystem::path path; // The real file, absolute, symbolic links followed.
  std::string name;           // As the caller wrote it, for messages.

  [[nodiscard]] file_system& files() const; // Where it stands.
  [[nodiscard]] std::filesystem::path wal() const;
  [[nodiscard]] std::uint64_t bytes() const noexcept;
  [[nodiscard]] std::uint64_t wal_bytes() const noexcept;
};

// Throws store_error: not_a_database for a directory or device, io when it may not be written, not_found when
// its folder is missing.
[[nodiscard]] database_file locate_for_writing(const std::filesystem::path& database);

// Throws store_error: not_found, not_a_database, io when it may not be read.
[[nodiscard]] database_file locate_for_reading(const std::filesystem::path& database);

} // namespace docket::sqlite
