#include "docket/persistence/views/statistics/ranking.hpp"

#include "docket/persistence/views/history/packed_numbers.hpp"

#include <algorithm>
#include <unordered_set>

namespace docket::statistics {

namespace {

struct comes_before {
  const key_of_member& key_of;

  bool operator()(const ranked& a, const ranked& b) const {
    if (a.figure != b.figure) return a.figure > b.figure;
    if (a.member == b.member) return false;
    const std::string first{key_of(a.member)}; // The next call may move it.
    return first < key_of(b.member);
  }
};

void put(std::string& to, family_id family, const ranked& entry) {
  put_number(to, static_cast<std::uint64_t>(value(entry.member) - first_of(family)));
  put_signed(to, entry.figure);
}

ranked take(number_reader& from, family_id family) {
  const auto member = static_cast<std::int64_t>(from.number()) + first_of(family);
  return {member_id{member}, from.signed_number()};
}

} // namespace

void ranking::change(std::span<const changed_member> changed, const key_of_member& key_of) {
  const comes_before before{key_of};
  std::unordered_set<member_id> gone;
  std::vector<ranked> arrived;
  for (const auto& c : changed) {
    gone.insert(c.member);
    if (!c.figure) continue;
    const ranked entry{c.member, *c.figure};
    if (!floor_ || !before(*floor_, entry)) arrived.push_back(entry);
  }
  std::erase_if(entries_, [&](const ranked& e) { return gone.contains(e.member); });
  std::ranges::sort(arrived, before);

  // Those that stayed keep their order, so keys are looked at only where an arrival looks for its place.
  std::vector<ranked> merged;
  merged.reserve(entries_.size() + arrived.size());
  auto rest = entries_.begin();
  for (const auto& entry : arrived) {
    const auto place = std::upper_bound(rest, entries_.end(), entry, before);
    merged.insert(merged.end(), rest, place);
    merged.push_back(entry);
    rest = place;
  }
  merged.insert(merged.end(), rest, entries_.end());
  entries_ = std::move(merged);
}

void ranking::cut(std::size_t limit) {
  if (entries_.size() <= limit) return;
  entries_.resize(limit);
  floor_ = entries_.back();
}

std::string ranking::encode(family_id family) const {
  std::string bytes;
  put_number(bytes, floor_ ? 1 : 0);
  if (floor_) put(bytes, family, *floor_);
  std::int64_t above = 0;
  for (const auto& entry : entries_) {
    put(bytes, family, {entry.member, above - entry.figure});
    above = entry.figure;
  }
  return bytes;
}

ranking ranking::decode(family_id family, std::string_view bytes) {
  number_reader from{bytes};
  ranking result;
  if (from.number() == 1) result.floor_ = take(from, family);
  std::int64_t above = 0;
  while (!from.at_end()) {
    auto entry = take(from, family);
    entry.figure = above - entry.figure;
    above = entry.figure;
    result.entries_.push_back(entry);
  }
  return result;
}

} // namespace docket::statistics
