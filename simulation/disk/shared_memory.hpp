#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace docket {

// What the connections to one database with a write-ahead log share: its index, in regions, and eight locks.
// Ends with the last that uses it, and with the power. Not thread-safe; what is in the regions SQLite guards
// by the locks.
class shared_memory {
public:
  static constexpr int locks = 8;

  // Which locks one connection holds, a bit each.
  struct user {
    std::uint8_t shared = 0;
    std::uint8_t exclusive = 0;
  };

  // Null when the region is not there and is not to be made.
  [[nodiscard]] void* region(std::size_t number, std::size_t bytes, bool make);

  // False when others are in the way: then none of the locks is taken.
  [[nodiscard]] bool lock_shared(user& who, int first, int count);
  [[nodiscard]] bool lock_exclusive(user& who, int first, int count);
  void unlock(user& who, int first, int count);

private:
  struct free_region {
    void operator()(std::byte* memory) const noexcept { delete[] memory; }
  };

  std::vector<std::unique_ptr<std::byte, free_region>> regions_;
  std::array<int, locks> sharers_{};
  std::uint8_t exclusive_ = 0;
};

} // namespace docket
