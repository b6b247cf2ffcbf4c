#pragma once

#include "docket/simulation/disk/power_damage.hpp"
#include "docket/simulation/random.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace docket {

inline constexpr std::uint64_t sector_bytes = 512; // What a disk writes whole, or not.

// The content of one file: as programs see it, and as much of it as is on the disk for good.
//
//   content = durable + the changes since the last sync, in their order
//
// Not thread-safe.
class simulated_file {
public:
  // Fills the beginning of `to` and answers how much; the file may end before.
  [[nodiscard]] std::size_t read(std::span<std::uint8_t> to, std::uint64_t at) const;
  void write(std::span<const std::uint8_t> bytes, std::uint64_t at); // A gap before it is zeros.
  void truncate(std::uint64_t size);                                 // Growing is with zeros.
  [[nodiscard]] std::uint64_t size() const noexcept { return content_.size(); }
  [[nodiscard]] const std::vector<std::uint8_t>& content() const noexcept { return content_; }

  // All changes are durable now but those that were forgotten.
  void sync();
  // No later sync makes durable what was written so far. Sizes are durable, as the file system's own journal
  // has them.
  void forget();

  // The content from now on is what the power cut has left. Without `powersafe` the damage to a sector does
  // not stop at the bytes that were written.
  void cut(power_damage damage, random_source& dice, bool powersafe);

private:
  using bytes = std::vector<std::uint8_t>;

  struct change {
    bool is_size = false; // A new size, `at`; else a write there.
    std::uint64_t at = 0;
    std::size_t from = 0; // Its bytes in written_.
    std::size_t size = 0;
  };

  [[nodiscard]] std::span<const std::uint8_t> bytes_of(const change& c) const {
    return std::span{written_}.subspan(c.from, c.size);
  }
  void apply(const change& c, bytes& to) const;
  void cover_forgotten(const change& newer);
  void spoil(const change& c, bytes& kept, power_damage damage, random_source& dice, bool powersafe) const;
  [[nodiscard]] bytes left_by(power_damage damage, random_source& dice, bool powersafe) const;

  bytes content_;
  bytes durable_;
  std::vector<change> changes_;   // Since the last sync, oldest first.
  std::vector<change> forgotten_; // Writes, without what was written over them since.
  bytes written_;                 // What both wrote, one after the other.
};

} // namespace docket
