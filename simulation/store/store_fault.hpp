#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace docket {

// What an event log is asked for, as far as faults tell it apart.
enum class store_operation : std::uint8_t { open, commit, snapshots, checkpoint, read };

// What befalls one operation. Those below `read_fails` befall writes only.
enum class store_fault : std::uint8_t {
  none,
  fails,        // An I/O error; nothing was written, and the store can go on.
  full,         // No room on the disk; the same.
  unknown_kept, // The sync failed; everything is there after a restart.
  unknown_lost, // The sync failed; nothing of it is there.
  dies_before,  // The power goes before anything was durable.
  dies_after,   // The power goes after, and nobody was told.
  slow,         // It takes some hundred milliseconds.
  lies,         // It says that it is durable, and it is not until the next honest sync.
  read_fails,   // An I/O error while reading.
};

// "fails", "full", ...
[[nodiscard]] std::string_view name_of(store_fault fault) noexcept;

[[nodiscard]] std::string_view name_of(store_operation operation) noexcept; // "commit", ...

// Asked before each operation.
using store_faults = std::function<store_fault(store_operation)>;

} // namespace docket
