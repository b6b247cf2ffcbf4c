#pragma once

#include "docket/persistence/views/statistics/axis.hpp"
#include "docket/persistence/views/statistics/measures.hpp"
#include "docket/persistence/views/statistics/statements.hpp"
#include "docket/persistence/views/view_tables.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What each member counted at any moment of an axis: its changes, some dozens to a row, and with each row
// what had been counted before it. So an old moment of a member with a million changes costs one short look,
// and a change that comes late, far back on the axis, is put in its row and added to those after it, of which
// there are few.
namespace docket::statistics {

struct change {
  std::int64_t at = 0;
  figures added;
};

// Where a member's newest row begins, and, as far as that is known, how many changes stand in it and where
// the last one is.
struct newest_block {
  std::int64_t first = before_all; // before_all: there is none.
  std::int64_t last = before_all;
  std::size_t changes = 0; // Zero: not known.
};

// The member's figures with all changes up to `at`, included.
[[nodiscard]] figures figures_at(const statements& in, axis a, member_id member, std::int64_t at);

// Adds changes to the members' histories along one axis.
class history_writer {
public:
  history_writer(view_tables& tables, axis a) : tables_(tables), sql_(sql_of(a)) {}

  // `changes` is sorted, has each place once and at least one. Answers the newest row as it is afterwards.
  [[nodiscard]] newest_block add(member_id member, const newest_block& newest,
                                 const std::vector<change>& changes);

private:
  struct block {
    std::int64_t first = 0; // Its key: where it begins.
    figures before;         // What the blocks before it add up to.
    std::vector<change> changes;
  };

  void note_places(member_id member, const std::vector<change>& changes);
  [[nodiscard]] std::vector<block> blocks_from(member_id member, std::int64_t newest, std::int64_t at);
  [[nodiscard]] static block read(const sqlite::statement& row);
  // In parts, when it has become too long; answers where the last one begins.
  newest_block write(member_id member, const block& b);
  [[nodiscard]] newest_block append(member_id member, newest_block to, const std::vector<change>& changes);
  [[nodiscard]] newest_block merge(member_id member, newest_block newest, const std::vector<change>& changes);
  void write_part(member_id member, std::int64_t first, const figures& before, std::string_view changes);
  void remove(member_id member, std::int64_t first);

  view_tables& tables_;
  const axis_sql& sql_;
};

} // namespace docket::statistics
