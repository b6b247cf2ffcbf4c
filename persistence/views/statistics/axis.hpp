#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

// The two orders in which changes are remembered.
namespace docket::statistics {

// By position: what we knew then. By time: what had happened by then, whatever was known when.
enum class axis : std::uint8_t { position, time };

inline constexpr std::size_t axes = 2;
inline constexpr std::int64_t before_all = std::numeric_limits<std::int64_t>::min();

// A key in one currency. The family, which is a kind of keys in a currency, stands in the upper bits, so that
// the members of one family stand together.
enum class member_id : std::int64_t {};
using family_id = std::int64_t;

inline constexpr int member_bits = 40;

[[nodiscard]] constexpr std::int64_t value(member_id m) { return static_cast<std::int64_t>(m); }
[[nodiscard]] constexpr family_id family_of(member_id m) { return value(m) >> member_bits; }
[[nodiscard]] constexpr std::int64_t first_of(family_id f) { return f << member_bits; }
[[nodiscard]] constexpr std::int64_t last_of(family_id f) { return first_of(f + 1) - 1; }

// The statements over the tables of one axis. README.md describes the tables.
struct axis_sql {
  std::string create;
  std::string add_place, members_changed, members_changed_at, members_of_family_changed;
  std::string block_at, blocks_from, write_block, append_to_block, remove_block;
  std::string write_top, read_top, add_boundary, boundary_before, drop_boundaries, drop_tops;
  std::string add_late, late_all, late_count, late_first, forget_late;
};

[[nodiscard]] const axis_sql& sql_of(axis a);

} // namespace docket::statistics
