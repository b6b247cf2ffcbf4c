#pragma once

#include "docket/domain/text.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace docket {

// A shard's live aggregates by id, in the order of their last use. Time is counted in sweeps of the shard, as
// the exact moment does not matter. `Handle` is what the shard sends to.
template <class Handle>
class live_set {
public:
  struct entry {
    Handle handle;
    bool leaving = false; // Was asked to rest and has not answered yet.
    std::uint32_t last_used_sweep = 0;
    const text* id = nullptr; // The key, which stays where it is.
    entry* older = nullptr;
    entry* newer = nullptr;
  };

  [[nodiscard]] entry* find(const text& id) {
    const auto found = entries_.find(id);
    return found == entries_.end() ? nullptr : &found->second;
  }

  entry& add(const text& id, Handle handle) {
    const auto [place, inserted] = entries_.try_emplace(id);
    place->second.handle = std::move(handle);
    place->second.id = &place->first;
    link_newest(place->second);
    return place->second;
  }

  // A leaving entry has no place among the staying until it stays after all.
  void touch(entry& used) {
    used.last_used_sweep = sweep_;
    if (newest_ == &used) return;
    unlink(used);
    link_newest(used);
  }

  void begin_leaving(entry& e) {
    unlink(e);
    e.leaving = true;
  }

  void stay(entry& e) {
    e.leaving = false;
    link_newest(e);
  }

  void erase(const text& id) {
    const auto found = entries_.find(id);
    if (found == entries_.end()) return;
    if (!found->second.leaving) unlink(found->second);
    entries_.erase(found);
  }

  // The least recently used one that is not leaving; null when there is none.
  [[nodiscard]] entry* oldest_staying() { return oldest_; }

  void next_sweep() { ++sweep_; }
  [[nodiscard]] std::uint32_t sweeps_since_use(const entry& e) const { return sweep_ - e.last_used_sweep; }
  [[nodiscard]] std::size_t staying() const { return staying_; }
  void clear() {
    entries_.clear();
    oldest_ = newest_ = nullptr;
    staying_ = 0;
  }

private:
  void link_newest(entry& e) {
    e.last_used_sweep = sweep_;
    e.older = newest_;
    e.newer = nullptr;
    (newest_ ? newest_->newer : oldest_) = &e;
    newest_ = &e;
    ++staying_;
  }

  void unlink(entry& e) {
    (e.older ? e.older->newer : oldest_) = e.newer;
    (e.newer ? e.newer->older : newest_) = e.older;
    --staying_;
  }

  std::unordered_map<text, entry> entries_;
  entry* oldest_ = nullptr;
  entry* newest_ = nullptr;
  std::size_t staying_ = 0;
  std::uint32_t sweep_ = 0;
};

} // namespace docket
