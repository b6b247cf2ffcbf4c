#include "docket/persistence/views/history/counts_by_position.hpp"

#include "docket/persistence/views/history/packed_numbers.hpp"
#include "docket/persistence/views/history/packed_rows.hpp"

#include <algorithm>
#include <string>

namespace docket {
namespace {

constexpr int block_bits = 10;

std::int64_t block_of(std::int64_t position) noexcept { return position >> block_bits; }

// Each change: how far its position is from the one before it (the first: from the block's begin), both
// statuses in one byte, how far its key is from the one before it.
template <class Visit>
void unpack(std::int64_t number, std::string_view packed, Visit visit) {
  number_reader from{packed};
  std::int64_t position = number << block_bits;
  std::int64_t key = 0;
  while (!from.at_end()) {
    position += static_cast<std::int64_t>(from.number());
    const auto statuses = from.number();
    key += from.signed_number();
    visit(position, key, static_cast<status_id>(statuses & 15u), static_cast<status_id>(statuses >> 4 & 15u));
  }
}

} // namespace

void counts_by_position::create_tables(view_tables& tables) {
  tables.execute("CREATE TABLE position_counts(block INTEGER PRIMARY KEY, counts_before BLOB NOT NULL, "
                 "changes BLOB NOT NULL)");
}

void counts_by_position::insert(block& into, const status_change& change) {
  const auto after = std::ranges::upper_bound(into.changes, change.position, {}, &block_change::position);
  into.changes.insert(after, {change.position, change.key, change.before, change.after});
}

void counts_by_position::note(const status_change& change, view_tables& tables) {
  if (!newest_) load_newest(tables);
  const auto number = block_of(change.position);
  if (number < newest_->number) return note_late(change, tables);
  if (number > newest_->number) begin(number, tables);
  insert(*newest_, change);
  count_change(counts_, change.before, change.after);
  changed_ = true;
}

void counts_by_position::begin(std::int64_t number, view_tables& tables) {
  flush(tables);
  newest_->number = number;
  newest_->counts_before = counts_;
  newest_->changes.clear();
}

void counts_by_position::load_newest(view_tables& tables) {
  newest_ = block{};
  counts_.assign(statuses_, 0);
  newest_->counts_before = counts_;
  auto& query = tables.prepared(
      "SELECT block, counts_before, changes FROM position_counts ORDER BY block DESC LIMIT 1");
  const sqlite::rows_of rows{query};
  if (!rows.next()) return;
  newest_->number = query.integer(0);
  newest_->counts_before = unpack_counts(query.text(1), statuses_);
  counts_ = newest_->counts_before;
  unpack(newest_->number, query.text(2),
         [&](std::int64_t position, std::int64_t key, status_id before, status_id after) {
           newest_->changes.push_back({position, key, before, after});
           count_change(counts_, before, after);
         });
}

// The block of the change, or the counts at its begin when it saw none yet, with the change; and all later
// counts moved by it.
void counts_by_position::note_late(const status_change& change, view_tables& tables) {
  flush(tables);
  const auto number = block_of(change.position);
  block late{number, status_counts(statuses_, 0), {}};
  auto& query = tables.prepared("SELECT block, counts_before, changes FROM position_counts WHERE block <= ? "
                                "ORDER BY block DESC LIMIT 1");
  query.bind(1, number);
  if (const sqlite::rows_of rows{query}; rows.next()) {
    const auto found = query.integer(0);
    late.counts_before = unpack_counts(query.text(1), statuses_);
    unpack(found, query.text(2),
           [&](std::int64_t position, std::int64_t key, status_id before, status_id after) {
             if (found == number)
               late.changes.push_back({position, key, before, after});
             else
               count_change(late.counts_before, before, after);
           });
  }
  insert(late, change);
  write(late, tables);
  shift_blocks_after(number, change, tables);
  newest_.reset();
}

void counts_by_position::shift_blocks_after(std::int64_t number, const status_change& change,
                                            view_tables& tables) {
  std::vector<std::pair<std::int64_t, status_counts>> shifted;
  auto& query = tables.prepared("SELECT block, counts_before FROM position_counts WHERE block > ?");
  query.bind(1, number);
  for (const sqlite::rows_of rows{query}; rows.next();) {
    auto& counts = shifted.emplace_back(query.integer(0), unpack_counts(query.text(1), statuses_)).second;
    count_change(counts, change.before, change.after);
  }
  for (const auto& [later, counts] : shifted) {
    const auto packed = pack_counts(counts);
    auto& update = tables.prepared("UPDATE position_counts SET counts_before = ? WHERE block = ?");
    bind_packed(update, 1, packed);
    update.bind(2, later);
    update.run();
  }
}

void counts_by_position::write(const block& b, view_tables& tables) {
  std::string packed;
  packed.reserve(b.changes.size() * 6);
  std::int64_t position = b.number << block_bits;
  std::int64_t key = 0;
  for (const auto& change : b.changes) {
    put_number(packed, static_cast<std::uint64_t>(change.position - position));
    put_number(packed, std::uint64_t{change.before} | std::uint64_t{change.after} << 4);
    put_signed(packed, change.key - key);
    position = change.position;
    key = change.key;
  }
  const auto counts = pack_counts(b.counts_before);
  auto& insert = tables.prepared(
      "INSERT OR REPLACE INTO position_counts(block, counts_before, changes) VALUES(?, ?, ?)");
  insert.bind(1, b.number);
  bind_packed(insert, 2, counts);
  bind_packed(insert, 3, packed);
  insert.run();
}

void counts_by_position::flush(view_tables& tables) {
  if (!changed_) return;
  write(*newest_, tables);
  changed_ = false;
}

void counts_by_position::forget() noexcept {
  newest_.reset();
  changed_ = false;
}

status_counts read_counts_at_position(view_reader& view, std::int64_t position, std::size_t statuses) {
  auto& query = view.prepared("SELECT block, counts_before, changes FROM position_counts WHERE block <= ? "
                              "ORDER BY block DESC LIMIT 1");
  query.bind(1, block_of(position));
  const sqlite::rows_of rows{query};
  if (!rows.next()) return status_counts(statuses, 0);
  auto counts = unpack_counts(query.text(1), statuses);
  unpack(query.integer(0), query.text(2),
         [&](std::int64_t at, std::int64_t, status_id before, status_id after) {
           if (at <= position) count_change(counts, before, after);
         });
  return counts;
}

void visit_changes(view_reader& view, std::int64_t after, std::int64_t up_to,
                   const std::function<void(const status_change&)>& visit) {
  auto& query = view.prepared("SELECT block, changes FROM position_counts WHERE block BETWEEN ? AND ?");
  query.bind(1, block_of(after + 1));
  query.bind(2, block_of(up_to));
  for (const sqlite::rows_of rows{query}; rows.next();)
    unpack(query.integer(0), query.text(1),
           [&](std::int64_t at, std::int64_t key, status_id before, status_id now) {
             if (at > after && at <= up_to) visit({at, 0, key, before, now});
           });
}

} // namespace docket
