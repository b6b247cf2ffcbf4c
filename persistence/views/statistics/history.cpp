#include "docket/persistence/views/statistics/history.hpp"

#include "docket/persistence/views/history/packed_numbers.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>

namespace docket::statistics {

namespace {

constexpr std::size_t changes_max = 32; // In a block; a longer one is cut into parts of half of that.

figures figures_from(const sqlite::statement& row, int column) {
  return {row.integer(column), row.integer(column + 1), row.integer(column + 2), row.integer(column + 3)};
}

// A change as bytes: how far it is from the one before it (the first: from the block's beginning), and what
// it adds, all as packed numbers.
void put(std::string& to, std::int64_t before, const change& c) {
  put_number(to, static_cast<std::uint64_t>(c.at) - static_cast<std::uint64_t>(before));
  for (const auto m : measures_all)
    put_signed(to, c.added.of(m));
}

change take(number_reader& from, std::int64_t before) {
  change c{static_cast<std::int64_t>(static_cast<std::uint64_t>(before) + from.number()), {}};
  const auto orders = from.signed_number(), total = from.signed_number();
  const auto quantity = from.signed_number(), revenue = from.signed_number();
  c.added = {orders, total, quantity, revenue};
  return c;
}

// Both sorted; what stands at one place is added up.
std::vector<change> merged(const std::vector<change>& a, std::vector<change>::const_iterator begin,
                           std::vector<change>::const_iterator end) {
  std::vector<change> all;
  all.reserve(a.size() + static_cast<std::size_t>(end - begin));
  std::merge(a.begin(), a.end(), begin, end, std::back_inserter(all),
             [](const change& x, const change& y) { return x.at < y.at; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (all[i].at == all[last].at)
      all[last].added += all[i].added;
    else
      all[++last] = all[i];
  }
  all.resize(last + 1);
  return all;
}

} // namespace

figures figures_at(const statements& in, axis a, member_id member, std::int64_t at) {
  auto& select = in.prepared(sql_of(a).block_at);
  select.bind(1, value(member));
  select.bind(2, at);
  const sqlite::rows_of rows{select};
  if (!rows.next()) return {};
  auto sum = figures_from(select, 1);
  number_reader changes{select.text(5)};
  for (auto place = select.integer(0); !changes.at_end();) {
    const auto c = take(changes, place);
    if (c.at > at) break;
    sum += c.added;
    place = c.at;
  }
  return sum;
}

newest_block history_writer::add(member_id member, const newest_block& newest,
                                 const std::vector<change>& changes) {
  note_places(member, changes);
  if (newest.first == before_all) return write(member, {changes.front().at, {}, changes});
  const bool has_room = newest.changes != 0 && newest.changes + changes.size() <= changes_max;
  return has_room && changes.front().at > newest.last ? append(member, newest, changes)
                                                      : merge(member, newest, changes);
}

// The usual way: nothing of what is there need be read.
newest_block history_writer::append(member_id member, newest_block to, const std::vector<change>& changes) {
  std::string packed;
  for (const auto& c : changes) {
    put(packed, to.last, c);
    to.last = c.at;
  }
  auto& row = tables_.prepared(sql_.append_to_block);
  row.bind(1, value(member));
  row.bind(2, to.first);
  row.bind_text(3, packed);
  row.run();
  to.changes += changes.size();
  return to;
}

newest_block history_writer::merge(member_id member, newest_block newest,
                                   const std::vector<change>& changes) {
  const auto after_all = changes.end();
  auto blocks = blocks_from(member, newest.first, changes.front().at);
  figures sum; // Of the changes that went into earlier blocks.
  auto next = changes.begin();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    auto& b = blocks[i];
    const bool is_last = i + 1 == blocks.size();
    const auto end =
        is_last ? after_all
                : std::find_if(next, after_all, [&](const change& c) { return c.at >= blocks[i + 1].first; });
    b.before += sum;
    for (auto c = next; c != end; ++c)
      sum += c->added;
    if (next != end) b.changes = merged(b.changes, next, end);
    next = end;
    if (b.changes.front().at < b.first) { // Before all that was known.
      remove(member, b.first);
      b.first = b.changes.front().at;
    }
    newest = write(member, b);
  }
  return newest;
}

void history_writer::note_places(member_id member, const std::vector<change>& changes) {
  auto& row = tables_.prepared(sql_.add_place);
  row.bind(2, value(member));
  for (const auto& c : changes) {
    row.bind(1, c.at);
    row.run();
  }
}

// From the block in which `at` lies, or the first one if it lies before all.
std::vector<history_writer::block> history_writer::blocks_from(member_id member, std::int64_t newest,
                                                               std::int64_t at) {
  std::vector<block> found;
  std::int64_t from = newest;
  if (at < newest) {
    from = before_all;
    auto& select = tables_.prepared(sql_.block_at);
    select.bind(1, value(member));
    select.bind(2, at);
    const sqlite::rows_of rows{select};
    if (rows.next()) from = select.integer(0);
  }
  auto& select = tables_.prepared(sql_.blocks_from);
  select.bind(1, value(member));
  select.bind(2, from);
  const sqlite::rows_of rows{select};
  while (rows.next())
    found.push_back(read(select));
  return found;
}

history_writer::block history_writer::read(const sqlite::statement& row) {
  block b{row.integer(0), figures_from(row, 1), {}};
  number_reader changes{row.text(5)};
  for (auto place = b.first; !changes.at_end(); place = b.changes.back().at)
    b.changes.push_back(take(changes, place));
  return b;
}

newest_block history_writer::write(member_id member, const block& b) {
  auto first = b.first;
  auto before = b.before, sum = b.before;
  std::string packed;
  const auto all = b.changes.size();
  const auto part = all > changes_max ? changes_max / 2 : all;
  auto place = first;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < all; ++i) {
    const auto& c = b.changes[i];
    if (i > 0 && i % part == 0 && all - i >= part) {
      write_part(member, first, before, packed);
      packed.clear();
      first = place = c.at;
      begin = i;
      before = sum;
    }
    put(packed, place, c);
    place = c.at;
    sum += c.added;
  }
  write_part(member, first, before, packed);
  return {first, place, all - begin};
}

void history_writer::write_part(member_id member, std::int64_t first, const figures& before,
                                std::string_view changes) {
  auto& row = tables_.prepared(sql_.write_block);
  row.bind(1, value(member));
  row.bind(2, first);
  int parameter = 3;
  for (const auto m : measures_all)
    row.bind(parameter++, before.of(m));
  row.bind_text(parameter, changes);
  row.run();
}

void history_writer::remove(member_id member, std::int64_t first) {
  auto& row = tables_.prepared(sql_.remove_block);
  row.bind(1, value(member));
  row.bind(2, first);
  row.run();
}

} // namespace docket::statistics
