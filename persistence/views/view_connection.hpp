#pragma once

#include <SQLiteCpp/Database.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

struct sqlite3;

// Opened files of the read side: views and their registry. SQLiteCpp's exceptions end here.
namespace docket::views {

inline constexpr std::int32_t application_id = 0x44635677; // "DcVw", in the file's header. Never change.

// What sets one kind of file apart: "a view", and the newest format that this docket knows.
struct file_kind {
  std::string_view what;
  std::int32_t format = 1;
};

struct write_settings {
  std::size_t cache_bytes = 32u << 20;
  // A view may lose its last transactions in a power cut, and is caught up then; the registry may not.
  bool every_commit_synced = false;
};

// Opens the file for its one writer; a file that is new is filled by `create` in one transaction. Throws
// store_error: newer_format, not_a_database, io, full.
[[nodiscard]] SQLite::Database open_to_write(const std::filesystem::path& file, const file_kind& kind,
                                             const write_settings& settings,
                                             const std::function<void(sqlite3*)>& create);

// Opens the file to read beside its writer. Throws store_error: not_found when it is missing or was begun and
// not yet filled, newer_format, not_a_database, io.
[[nodiscard]] SQLite::Database open_to_read(const std::filesystem::path& file, const file_kind& kind);

// What SQLite keeps beside a database, and the database itself.
inline constexpr std::string_view parts_of_a_database[] = {"", "-wal", "-shm", "-journal"};

// The file, and what SQLite keeps beside it. What cannot be removed stays; whatever a power cut leaves is
// whole, or has no use.
void remove_database(const std::filesystem::path& file) noexcept;

} // namespace docket::views
