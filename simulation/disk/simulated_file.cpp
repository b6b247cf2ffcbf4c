#include "docket/simulation/disk/simulated_file.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace docket {
namespace {

using bytes = std::vector<std::uint8_t>;

void put(std::span<const std::uint8_t> what, std::uint64_t at, bytes& to) {
  if (to.size() < at + what.size()) to.resize(at + what.size());
  std::ranges::copy(what, to.begin() + static_cast<std::ptrdiff_t>(at));
}

// Calls `with` for the part of [at, at + size) in each sector.
template <class With>
void for_each_sector(std::uint64_t at, std::uint64_t size, With&& with) {
  for (std::uint64_t begin = at; begin < at + size;) {
    const auto end = std::min((begin / sector_bytes + 1) * sector_bytes, at + size);
    with(begin, end);
    begin = end;
  }
}

} // namespace

std::size_t simulated_file::read(std::span<std::uint8_t> to, std::uint64_t at) const {
  if (at >= content_.size()) return 0;
  const auto there = std::min<std::size_t>(to.size(), content_.size() - at);
  std::copy_n(content_.begin() + static_cast<std::ptrdiff_t>(at), there, to.begin());
  return there;
}

void simulated_file::write(std::span<const std::uint8_t> what, std::uint64_t at) {
  put(what, at, content_);
  changes_.push_back({.at = at, .from = written_.size(), .size = what.size()});
  written_.insert(written_.end(), what.begin(), what.end());
}

void simulated_file::truncate(std::uint64_t size) {
  content_.resize(size);
  changes_.push_back({.is_size = true, .at = size});
}

void simulated_file::apply(const change& c, bytes& to) const {
  if (c.is_size)
    to.resize(c.at);
  else
    put(bytes_of(c), c.at, to);
}

// What is written anew is durable by its own sync: nothing can happen to it any more.
void simulated_file::cover_forgotten(const change& newer) {
  const auto begin = newer.at;
  const auto end = newer.is_size ? std::numeric_limits<std::uint64_t>::max() : newer.at + newer.size;
  std::vector<change> left;
  for (const auto& older : forgotten_) {
    const auto older_end = older.at + older.size;
    const auto keep = [&](std::uint64_t from, std::uint64_t to) {
      if (from < to) left.push_back({.at = from, .from = older.from + (from - older.at), .size = to - from});
    };
    keep(older.at, std::min(older_end, begin));
    keep(std::max(older.at, end), older_end);
  }
  forgotten_ = std::move(left);
}

void simulated_file::sync() {
  for (const auto& c : changes_) {
    apply(c, durable_);
    cover_forgotten(c);
  }
  changes_.clear();
  if (forgotten_.empty()) written_.clear();
}

void simulated_file::forget() {
  for (const auto& c : changes_) {
    cover_forgotten(c);
    if (c.is_size)
      apply(c, durable_);
    else
      forgotten_.push_back(c);
  }
  changes_.clear();
}

// Leaves garbage or zeros in some sectors of a write that did not arrive.
void simulated_file::spoil(const change& c, bytes& kept, power_damage damage, random_source& dice,
                           bool powersafe) const {
  auto at = c.at;
  auto end = c.at + c.size;
  if (!powersafe) {
    at -= at % sector_bytes;
    end = std::min<std::uint64_t>((end + sector_bytes - 1) / sector_bytes * sector_bytes,
                                  std::max<std::uint64_t>(end, kept.size()));
  }
  for_each_sector(at, end - at, [&](std::uint64_t from, std::uint64_t to) {
    if (dice.chance(50)) return;
    if (kept.size() < to) kept.resize(to);
    for (auto i = from; i < to; ++i)
      kept[i] = damage == power_damage::sectors_garbled ? static_cast<std::uint8_t>(dice.next() >> 56)
                                                        : std::uint8_t{0};
  });
}

simulated_file::bytes simulated_file::left_by(power_damage damage, random_source& dice,
                                              bool powersafe) const {
  auto kept = durable_;
  auto unsure = forgotten_; // The two have nothing in common with what was synced between them.
  unsure.insert(unsure.end(), changes_.begin(), changes_.end());
  const auto count = unsure.size();
  const auto prefix = damage == power_damage::prefix_kept ? dice.below(count + 1) : count;
  std::uint64_t largest = kept.size();
  for (std::size_t i = 0; i < count; ++i) {
    const auto& c = unsure[i];
    const bool last = i + 1 == count;
    if (!c.is_size) largest = std::max<std::uint64_t>(largest, c.at + c.size);
    switch (damage) {
    case power_damage::nothing_kept:
    case power_damage::names_only:
    case power_damage::size_grown_zeroed: break;
    case power_damage::everything_kept:
    case power_damage::names_lost: apply(c, kept); break;
    case power_damage::prefix_kept:
      if (i < prefix) apply(c, kept);
      break;
    case power_damage::only_last_kept:
      if (last) apply(c, kept);
      break;
    case power_damage::sizes_only:
      if (c.is_size) apply(c, kept);
      break;
    case power_damage::writes_dropped:
      if (dice.chance(50)) apply(c, kept);
      break;
    case power_damage::sectors_dropped:
      if (c.is_size && dice.chance(50)) apply(c, kept);
      for_each_sector(c.at, c.size, [&](std::uint64_t from, std::uint64_t to) {
        if (dice.chance(50)) put(bytes_of(c).subspan(from - c.at, to - from), from, kept);
      });
      break;
    case power_damage::last_write_torn:
      if (!last || c.is_size)
        apply(c, kept);
      else
        put(bytes_of(c).first(dice.below(c.size + 1)), c.at, kept);
      break;
    case power_damage::sectors_garbled:
    case power_damage::sectors_zeroed:
      if (const auto fate = dice.below(3); fate == 0)
        apply(c, kept);
      else if (fate == 1 && !c.is_size)
        spoil(c, kept, damage, dice, powersafe);
      break;
    }
  }
  if (damage == power_damage::size_grown_zeroed) kept.resize(largest);
  return kept;
}

void simulated_file::cut(power_damage damage, random_source& dice, bool powersafe) {
  durable_ = left_by(damage, dice, powersafe);
  content_ = durable_;
  changes_.clear();
  forgotten_.clear();
  written_.clear();
}

} // namespace docket
