#include "docket/persistence/store/sqlite/database_file.hpp"

#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace docket::sqlite {
namespace {

namespace fs = std::filesystem;

// SQLite takes a file of a few bytes for an empty database and writes over it; it is somebody's.
constexpr std::uint64_t page_bytes_min = 512;

std::uint64_t size_of(const fs::path& file) noexcept {
  std::error_code missing;
  const auto size = fs::file_size(file, missing);
  return missing ? 0 : size;
}

// Follows links even where the last one points to a file that is yet to be made, so that two names of one
// database share one lock.
fs::path real_path(fs::path path) {
  constexpr int links_max = 40; // As many as Linux follows.
  for (int links = 0; links < links_max && fs::is_symlink(path); ++links) {
    const auto target = fs::read_symlink(path);
    path = target.is_absolute() ? target : path.parent_path() / target;
  }
  return fs::weakly_canonical(fs::absolute(path));
}

database_file locate(const fs::path& database) {
  try {
    database_file file{real_path(database), database.string()};
    if (fs::is_directory(file.path))
      throw store_error(store_errc::not_a_database,
                        fmt::format("{} is a directory; name a database file", file.name));
    if (fs::exists(file.path) && !fs::is_regular_file(file.path))
      throw store_error(store_errc::not_a_database,
                        fmt::format("{} is not a regular file; name a database file", file.name));
    if (const auto bytes = file.bytes(); bytes > 0 && bytes < page_bytes_min)
      throw store_error(
          store_errc::not_a_database,
          fmt::format("{} is not a docket database: it has {} bytes; name another file", file.name, bytes));
    return file;
  } catch (const fs::filesystem_error& error) {
    throw store_error(store_errc::io,
                      fmt::format("{} cannot be opened: {}", database.string(), error.code().message()));
  }
}

void require_access(const database_file& file, const fs::path& what, int mode, std::string_view purpose) {
  if (access(what.c_str(), mode) == 0) return;
  const int reason = errno;
  throw store_error(store_errc::io,
                    fmt::format("{} cannot be opened for {}: {}{}; check its permissions", file.name, purpose,
                                what == file.path ? "" : "its folder: ", std::strerror(reason)));
}

} // namespace

fs::path database_file::wal() const { return path.string() + "-wal"; }
std::uint64_t database_file::bytes() const noexcept { return size_of(path); }
std::uint64_t database_file::wal_bytes() const noexcept { return size_of(wal()); }

database_file locate_for_writing(const fs::path& database) {
  auto file = locate(database);
  const auto folder = file.path.parent_path();
  if (!fs::is_directory(folder))
    throw store_error(
        store_errc::not_found,
        fmt::format("{} cannot be made: there is no folder {}; make it first", file.name, folder.string()));
  if (fs::exists(file.path)) require_access(file, file.path, R_OK | W_OK, "writing");
  require_access(file, folder, W_OK | X_OK, "writing");
  return file;
}

database_file locate_for_reading(const fs::path& database) {
  auto file = locate(database);
  if (!fs::exists(file.path))
    throw store_error(store_errc::not_found, fmt::format("there is no database {}", file.name));
  require_access(file, file.path, R_OK, "reading");
  return file;
}

} // namespace docket::sqlite
