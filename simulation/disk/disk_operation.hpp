#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace docket {

enum class disk_operation_kind : std::uint8_t {
  open,
  make, // An opening that makes the file.
  read,
  write,
  truncate,
  sync,
  remove,
  sync_folder,
  lock, // Of a database file or of its shared memory; unlocking is not counted.
};

inline constexpr std::size_t disk_operation_kinds = 9;

[[nodiscard]] std::string_view name_of(disk_operation_kind kind) noexcept;

// Whether the disk is another one after it: where a power cut can make a difference.
[[nodiscard]] constexpr bool changes_disk(disk_operation_kind kind) noexcept {
  using enum disk_operation_kind;
  return kind == make || kind == write || kind == truncate || kind == sync || kind == remove ||
         kind == sync_folder;
}

enum class disk_file_role : std::uint8_t { database, write_ahead_log, journal, temporary, folder, plain };

// One thing that SQLite or the store asks of the disk.
struct disk_operation {
  std::uint64_t number = 0; // 1.. on this disk.
  disk_operation_kind kind{};
  disk_file_role role{};
  std::string_view path;    // Valid only while the operation is asked about.
  std::uint64_t offset = 0; // Of a read or write; the new size of a truncation.
  std::uint64_t bytes = 0;
};

struct disk_counters {
  std::uint64_t operations = 0;
  std::array<std::uint64_t, disk_operation_kinds> by_kind{};
  std::uint64_t bytes_written = 0;
  std::uint64_t faults = 0; // Operations that did not go as they were asked, power cuts included.
  std::uint64_t power_cuts = 0;

  [[nodiscard]] std::uint64_t of(disk_operation_kind kind) const noexcept {
    return by_kind[static_cast<std::size_t>(kind)];
  }
};

} // namespace docket
