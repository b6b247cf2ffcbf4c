#pragma once

#include "docket/persistence/views/statistics/axis.hpp"
#include "docket/persistence/views/statistics/measures.hpp"
#include "docket/persistence/views/statistics/statements.hpp"

#include <cstdint>
#include <vector>

// What each member counted at any moment of an axis: its changes, and sums of them over blocks, so that an
// old moment of a member with a million changes costs two short looks. A change that comes late, far back on
// the axis, is added to its place and to the blocks after it, of which there are few.
namespace docket::statistics {

inline constexpr std::int64_t block_changes = 32; // In a block when it is cut; it is cut at twice as many.

// The newest block of a member, known without looking.
struct newest_block {
  std::int64_t first = before_all; // It begins with changes at this place.
  std::int64_t changes = 0;        // How many stand in it.
};

struct change {
  std::int64_t at = 0;
  figures added;
};

// The member's figures with all changes up to `at`, included.
[[nodiscard]] figures figures_at(const statements& in, axis a, member_id member, std::int64_t at);

// Adds changes to one member's history.
class history_writer {
public:
  // `rows_changed` of the tables that `in` writes.
  template <class Tables>
  history_writer(Tables& tables, axis a)
      : in_(tables),
        sql_(sql_of(a)),
        source_(&tables),
        rows_changed_([](void* from) { return static_cast<Tables*>(from)->rows_changed(); }) {}

  // `changes` is sorted and has each place once. Answers the newest block as it is afterwards.
  [[nodiscard]] newest_block add(member_id member, newest_block newest, const std::vector<change>& changes);

private:
  struct block {
    std::int64_t first = before_all, changes = 0;
    figures before; // All that the member's earlier blocks add up to.
  };

  [[nodiscard]] bool write(member_id member, const change& added);
  void note_late(member_id member, const newest_block& newest, const std::vector<change>& late);
  [[nodiscard]] std::vector<block> blocks_from(member_id member, std::int64_t at);
  void write(member_id member, const block& b);
  // Cuts [first, last] into blocks; answers the last one.
  [[nodiscard]] newest_block cut(member_id member, const block& whole, std::int64_t last);
  [[nodiscard]] block block_at(member_id member, std::int64_t at);

  statements in_;
  const axis_sql& sql_;
  void* source_;
  std::int64_t (*rows_changed_)(void*);
};

} // namespace docket::statistics
