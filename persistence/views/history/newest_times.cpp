#include "docket/persistence/views/history/newest_times.hpp"

#include "docket/persistence/views/history/partitions.hpp"

#include <algorithm>
#include <limits>

namespace docket {
namespace {

constexpr int block_bits = 10;
static_assert(block_bits < partition_bits);

std::int64_t block_of(std::int64_t position) noexcept { return position >> block_bits; }
std::int64_t partition_of_block(std::int64_t block) noexcept { return partition_of(block << block_bits); }
std::int64_t first_block_of(std::int64_t partition) noexcept { return block_of(partition << partition_bits); }

} // namespace

void newest_times::create_tables(view_tables& tables) {
  tables.execute("CREATE TABLE newest_times(block INTEGER PRIMARY KEY, newest INTEGER NOT NULL)");
}

void newest_times::note(std::int64_t position, std::int64_t occurred_at, view_tables& tables) {
  const auto block = block_of(position);
  if (block_ != block) begin(block, tables);
  if (block_ != block) return note_late(block, occurred_at, tables);
  newest_ = std::max(newest_, occurred_at);
  is_changed_ = true;
}

// Goes on with the block, or begins it; with none when a later one was begun.
void newest_times::begin(std::int64_t block, view_tables& tables) {
  flush(tables);
  forget();
  auto& query = tables.prepared("SELECT block, newest FROM newest_times ORDER BY block DESC LIMIT 1");
  const sqlite::rows_of rows{query};
  const bool is_first = !rows.next();
  if (!is_first && query.integer(0) > block) return;
  const bool goes_on = !is_first && partition_of_block(query.integer(0)) == partition_of_block(block);
  block_ = block;
  newest_ = goes_on ? query.integer(1) : std::numeric_limits<std::int64_t>::min();
}

void newest_times::note_late(std::int64_t block, std::int64_t occurred_at, view_tables& tables) {
  const auto first = first_block_of(partition_of_block(block));
  auto& insert = tables.prepared("INSERT OR IGNORE INTO newest_times(block, newest) SELECT ?1, "
                                 "coalesce((SELECT newest FROM newest_times "
                                 "WHERE block < ?1 AND block >= ?2 ORDER BY block DESC LIMIT 1), ?3)");
  insert.bind(1, block);
  insert.bind(2, first);
  insert.bind(3, occurred_at);
  insert.run();
  auto& raise =
      tables.prepared("UPDATE newest_times SET newest = max(newest, ?3) WHERE block >= ?1 AND block < ?2");
  raise.bind(1, block);
  raise.bind(2, first + block_of(std::int64_t{1} << partition_bits));
  raise.bind(3, occurred_at);
  raise.run();
}

void newest_times::flush(view_tables& tables) {
  if (!block_ || !is_changed_) return;
  auto& insert = tables.prepared("INSERT OR REPLACE INTO newest_times(block, newest) VALUES(?, ?)");
  insert.bind(1, *block_);
  insert.bind(2, newest_);
  insert.run();
  is_changed_ = false;
}

std::optional<std::int64_t> newest_time_at(view_reader& view, std::int64_t position) {
  auto& query = view.prepared(
      "SELECT newest FROM newest_times WHERE block <= ? AND block >= ? ORDER BY block DESC LIMIT 1");
  query.bind(1, block_of(position));
  query.bind(2, first_block_of(partition_of(position)));
  const sqlite::rows_of rows{query};
  return rows.next() ? std::optional{query.integer(0)} : std::nullopt;
}

} // namespace docket
