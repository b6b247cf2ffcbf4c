#include "docket/persistence/views/history/counts_by_time.hpp"

#include "docket/domain/timestamp.hpp"
#include "docket/persistence/views/history/packed_numbers.hpp"
#include "docket/persistence/views/history/packed_rows.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace docket {
namespace {

constexpr int part_bits = 6;
constexpr std::size_t changes_max = 512;   // Of a bucket that is not split.
constexpr std::size_t kept_max = 1u << 13; // Buckets in memory between two flushes.

std::int64_t offset_of(std::int64_t time) noexcept { return time - earliest_time.microseconds; }
std::int64_t bucket_of(std::int64_t offset, int level) noexcept { return offset >> (part_bits * level); }

// Each change: how far it is in time from the one before it (the first: from the bucket's begin), and both
// statuses in one byte.
template <class Visit>
void unpack(std::int64_t begin, std::string_view packed, Visit visit) {
  number_reader from{packed};
  std::int64_t offset = begin;
  while (!from.at_end()) {
    offset += from.signed_number();
    const auto statuses = from.number();
    visit(offset, static_cast<status_id>(statuses & 15u), static_cast<status_id>(statuses >> 4 & 15u));
  }
}

} // namespace

void counts_by_time::create_tables(view_tables& tables) {
  tables.execute("CREATE TABLE time_counts(level INTEGER NOT NULL, bucket INTEGER NOT NULL, "
                 "is_split INTEGER NOT NULL, moved BLOB NOT NULL, changes BLOB NOT NULL, "
                 "PRIMARY KEY(level, bucket)) WITHOUT ROWID");
}

void counts_by_time::note(const status_change& change, view_tables& tables) {
  note({offset_of(change.occurred_at), change.before, change.after}, top_level, tables);
}

void counts_by_time::note(const timed_change& change, int level, view_tables& tables) {
  for (;; --level) {
    auto& found = bucket_at(level, change.offset, tables);
    if (!found.is_dirty) {
      found.is_dirty = true;
      dirty_.push_back(&found);
    }
    count_change(found.moved, change.before, change.after);
    if (level == 0) return; // All at one instant: the counts say everything.
    if (found.is_split) continue;
    found.changes.push_back(change);
    if (found.changes.size() > changes_max) split(found, tables);
    return;
  }
}

void counts_by_time::split(bucket& full, view_tables& tables) {
  full.is_split = true;
  for (const auto& change : std::exchange(full.changes, {}))
    note(change, full.level - 1, tables);
}

counts_by_time::bucket& counts_by_time::bucket_at(int level, std::int64_t offset, view_tables& tables) {
  const auto number = bucket_of(offset, level);
  auto*& last = last_used_[static_cast<std::size_t>(level)];
  if (last && last->number == number) return *last;
  const auto [found, is_new] = buckets_.try_emplace({level, number});
  last = &found->second;
  if (is_new) {
    last->level = level;
    last->number = number;
    load(*last, tables);
  }
  return *last;
}

void counts_by_time::load(bucket& into, view_tables& tables) {
  into.moved.assign(statuses_, 0);
  auto& query =
      tables.prepared("SELECT is_split, moved, changes FROM time_counts WHERE level = ? AND bucket = ?");
  query.bind(1, into.level);
  query.bind(2, into.number);
  const sqlite::rows_of rows{query};
  if (!rows.next()) return;
  into.is_split = query.integer(0) != 0;
  into.moved = unpack_counts(query.text(1), statuses_);
  unpack(into.number << (part_bits * into.level), query.text(2),
         [&](std::int64_t offset, status_id before, status_id after) {
           into.changes.push_back({offset, before, after});
         });
}

void counts_by_time::write(const bucket& b, view_tables& tables) {
  std::string packed;
  packed.reserve(b.changes.size() * 5);
  std::int64_t offset = b.number << (part_bits * b.level);
  for (const auto& change : b.changes) {
    put_signed(packed, change.offset - offset);
    put_number(packed, std::uint64_t{change.before} | std::uint64_t{change.after} << 4);
    offset = change.offset;
  }
  const auto moved = pack_counts(b.moved);
  auto& insert = tables.prepared(
      "INSERT OR REPLACE INTO time_counts(level, bucket, is_split, moved, changes) VALUES(?, ?, ?, ?, ?)");
  insert.bind(1, b.level);
  insert.bind(2, b.number);
  insert.bind(3, b.is_split ? 1 : 0);
  bind_packed(insert, 4, moved);
  bind_packed(insert, 5, packed);
  insert.run();
}

void counts_by_time::flush(view_tables& tables) {
  std::ranges::sort(dirty_, {}, [](const bucket* b) { return std::pair{b->level, b->number}; });
  for (auto* const b : dirty_) {
    write(*b, tables);
    b->is_dirty = false;
  }
  dirty_.clear();
  if (buckets_.size() > kept_max) forget();
}

void counts_by_time::forget() noexcept {
  buckets_.clear();
  last_used_.fill(nullptr);
  dirty_.clear();
}

namespace {

// What the buckets of one level from `first` up to `end`, which is not among them, move.
void add_buckets(view_reader& view, int level, std::int64_t first, std::int64_t end, status_counts& counts) {
  auto& query = view.prepared("SELECT moved FROM time_counts WHERE level = ? AND bucket >= ? AND bucket < ?");
  query.bind(1, level);
  query.bind(2, first);
  query.bind(3, end);
  for (const sqlite::rows_of rows{query}; rows.next();) {
    number_reader from{query.text(0)};
    for (auto& count : counts)
      count += from.signed_number();
  }
}

// What the bucket that the time is in moves by then, as far as it says so itself. False when its parts say
// it.
bool add_bucket_of(view_reader& view, int level, std::int64_t offset, status_counts& counts) {
  const auto number = bucket_of(offset, level);
  if (level == 0) {
    add_buckets(view, 0, number, number + 1, counts);
    return true;
  }
  auto& query = view.prepared("SELECT is_split, changes FROM time_counts WHERE level = ? AND bucket = ?");
  query.bind(1, level);
  query.bind(2, number);
  const sqlite::rows_of rows{query};
  if (!rows.next()) return true;
  if (query.integer(0) != 0) return false;
  unpack(number << (part_bits * level), query.text(1),
         [&](std::int64_t at, status_id before, status_id after) {
           if (at <= offset) count_change(counts, before, after);
         });
  return true;
}

} // namespace

status_counts read_counts_as_of(view_reader& view, std::int64_t time, std::size_t statuses) {
  status_counts counts(statuses, 0);
  const auto offset = offset_of(std::clamp(time, earliest_time.microseconds - 1, latest_time.microseconds));
  if (offset < 0) return counts;
  std::int64_t first = 0;
  for (int level = counts_by_time::top_level; level >= 0; --level) {
    const auto number = bucket_of(offset, level);
    add_buckets(view, level, first, number, counts);
    if (add_bucket_of(view, level, offset, counts)) break;
    first = number << part_bits;
  }
  return counts;
}

} // namespace docket
