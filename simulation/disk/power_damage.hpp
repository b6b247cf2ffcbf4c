#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace docket {

// What a power cut leaves of that which was not synced: writes and changes of size of each file, and names
// that were made or removed in its folder. What was synced is always whole, but for the neighbours of a write
// on a disk without powersafe overwrite. Where a kind says nothing of names, each is kept or lost by a coin.
enum class power_damage : std::uint8_t {
  nothing_kept,      // Neither writes nor names.
  everything_kept,   // All writes and all names.
  prefix_kept,       // The first writes of a file, some number of them.
  only_last_kept,    // Of each file the last write, without those before it.
  writes_dropped,    // Each write kept or lost: the disk has reordered them.
  sectors_dropped,   // Each sector of each write kept or lost.
  last_write_torn,   // All but the end of the last write.
  sectors_garbled,   // A write is kept, or lost, or leaves random bytes in some of its sectors.
  sectors_zeroed,    // The same with zeros.
  size_grown_zeroed, // The size is the new one where a file has grown, what was written there is zeros.
  sizes_only,        // Changes of size are kept, writes are lost.
  names_lost,        // All writes, no names: new files are gone and removed ones are back.
  names_only,        // All names, no writes: new files are empty.
};

inline constexpr std::array every_power_damage{
    power_damage::nothing_kept,    power_damage::everything_kept,   power_damage::prefix_kept,
    power_damage::only_last_kept,  power_damage::writes_dropped,    power_damage::sectors_dropped,
    power_damage::last_write_torn, power_damage::sectors_garbled,   power_damage::sectors_zeroed,
    power_damage::sizes_only,      power_damage::size_grown_zeroed, power_damage::names_lost,
    power_damage::names_only};

[[nodiscard]] std::string_view name_of(power_damage kind) noexcept; // "sectors_dropped"

} // namespace docket
