#include "docket/persistence/store/sqlite/database_file.hpp"

#include "docket/persistence/files/mounts.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

namespace docket::sqlite {
namespace {

namespace fs = std::filesystem;

// SQLite takes a file of a few bytes for an empty database and writes over it; it is somebody's. Beside one
// that a power cut has kept from being made there is the journal by which SQLite undoes what there is of it.
constexpr std::uint64_t page_bytes_min = 512;

// Runs `work` and turns what the file system throws into a store_error.
template <class Work>
auto at_the_border(const fs::path& database, Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const fs::filesystem_error& error) {
    throw store_error(store_errc::io,
                      fmt::format("{} cannot be opened: {}", database.string(), error.code().message()));
  }
}

database_file locate(const fs::path& database) {
  database_file file{files_at(database).real_path(database), database.string()};
  const auto type = file.files().type_of(file.path);
  if (type == fs::file_type::directory)
    throw store_error(store_errc::not_a_database,
                      fmt::format("{} is a directory; name a database file", file.name));
  if (type != fs::file_type::not_found && type != fs::file_type::regular)
    throw store_error(store_errc::not_a_database,
                      fmt::format("{} is not a regular file; name a database file", file.name));
  const bool being_made = file.files().bytes_of(file.path.string() + "-journal") > 0;
  if (const auto bytes = file.bytes(); bytes > 0 && bytes < page_bytes_min && !being_made)
    throw store_error(
        store_errc::not_a_database,
        fmt::format("{} is not a docket database: it has {} bytes; name another file", file.name, bytes));
  return file;
}

void require_access(const database_file& file, const fs::path& what, file_access wanted,
                    std::string_view purpose) {
  const auto refused = file.files().refuses(what, wanted);
  if (!refused) return;
  throw store_error(store_errc::io,
                    fmt::format("{} cannot be opened for {}: {}{}; check its permissions", file.name, purpose,
                                what == file.path ? "" : "its folder: ", refused.message()));
}

} // namespace

fs::path database_file::wal() const { return path.string() + "-wal"; }
file_system& database_file::files() const { return files_at(path); }
std::uint64_t database_file::bytes() const noexcept { return files().bytes_of(path); }
std::uint64_t database_file::wal_bytes() const noexcept { return files().bytes_of(wal()); }

database_file locate_for_writing(const fs::path& database) {
  return at_the_border(database, [&] {
    auto file = locate(database);
    const auto folder = file.path.parent_path();
    if (!file.files().is_folder(folder))
      throw store_error(
          store_errc::not_found,
          fmt::format("{} cannot be made: there is no folder {}; make it first", file.name, folder.string()));
    if (file.files().exists(file.path))
      require_access(file, file.path, file_access::read_and_write, "writing");
    require_access(file, folder, file_access::write_and_enter, "writing");
    return file;
  });
}

database_file locate_for_reading(const fs::path& database) {
  return at_the_border(database, [&] {
    auto file = locate(database);
    if (!file.files().exists(file.path))
      throw store_error(store_errc::not_found, fmt::format("there is no database {}", file.name));
    require_access(file, file.path, file_access::read, "reading");
    return file;
  });
}

} // namespace docket::sqlite
