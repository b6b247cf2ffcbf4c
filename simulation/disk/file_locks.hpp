#pragma once

#include <cstdint>

namespace docket {

// The locks of one database file among the connections of this process, as SQLite's rollback journal wants
// them (https://www.sqlite.org/lockingv3.html); with a write-ahead log only SHARED and, at closing, EXCLUSIVE
// are used. A holder is known by its address. Not thread-safe.
class file_locks {
public:
  enum class level : std::uint8_t { none, shared, reserved, pending, exclusive };
  using holder = const void*;

  // Answers the level that the holder has now: less than wanted when others are in the way. Who waits for
  // the last readers to go has `pending`, and no new ones come.
  [[nodiscard]] level raise(holder who, level has, level wanted);
  void lower(holder who, level has, level wanted); // To shared or none.
  // Whether somebody means to write.
  [[nodiscard]] bool is_reserved() const noexcept { return writer_ != nullptr; }

private:
  int shared_ = 0;          // How many have shared or more.
  holder writer_ = nullptr; // Has reserved or more.
  level writers_ = level::none;
};

} // namespace docket
