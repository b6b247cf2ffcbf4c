#pragma once

#include "docket/simulation/disk/disk_operation.hpp"
#include "docket/simulation/disk/power_damage.hpp"

#include <chrono>
#include <cstdint>
#include <functional>

namespace docket {

// What goes wrong with one operation. One that a kind does not name goes well.
enum class disk_fault_kind : std::uint8_t {
  none,
  io_error,       // All but locks. Of a write the first `number` bytes are done, of anything else nothing.
  full,           // Writes and makings: nothing of them is done.
  busy,           // Locks.
  short_read,     // Reads: the second half is missing, as where a file ends.
  flipped_bit,    // Reads: bit `number` (modulo the size) is wrong this once. Writes: it stays wrong.
  forgotten_sync, // Syncs: an error, after which the next sync has nothing to do and yet nothing is durable.
                  // At a power cut what was forgotten is kept or lost as what was never synced.
  lying_sync,     // Syncs: they answer well, and nothing is durable before the next one that is honest.
  slow,           // Any: told to disk_options::on_slow, then it goes well.
  power_cut,      // Any: it has begun, then the power goes.
};

struct disk_fault {
  disk_fault_kind kind = disk_fault_kind::none;
  std::uint64_t number = 0;            // Which byte or bit, or the seed of the damage.
  std::chrono::microseconds slow_by{}; // Of `slow`.
  power_damage damage{};               // Of `power_cut`.
};

// Asked before each operation, on the thread that makes it. Must not use the disk.
using disk_faults = std::function<disk_fault(const disk_operation&)>;

// The operation with this number only.
[[nodiscard]] disk_faults fails_once(std::uint64_t operation, disk_fault fault);
// It and all after it.
[[nodiscard]] disk_faults fails_from(std::uint64_t operation, disk_fault fault);
// The power goes in the middle of it.
[[nodiscard]] disk_faults power_goes_at(std::uint64_t operation, power_damage damage, std::uint64_t seed);
// Every sync, of files and folders, lies.
[[nodiscard]] disk_faults lies_about_syncs();

} // namespace docket
