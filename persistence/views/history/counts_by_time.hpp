#pragma once

#include "docket/persistence/views/history/status_change.hpp"
#include "docket/persistence/views/view_reader.hpp"
#include "docket/persistence/views/view_tables.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

// How many entities were in each status as of a time. Events are recorded in any order of time, so this is a
// tree over time itself: a bucket of 2^(6 level) microseconds holds how its changes move the counts in all,
// and, while they are few, the changes; when they become more, its 64 parts hold them in turn. An answer adds
// up what is before the time on each level: a few hundred short rows at most, whatever the tree holds, even
// when very many changes happened at one instant, which is a bucket of its own on the lowest level.
namespace docket {

class counts_by_time {
public:
  explicit counts_by_time(std::size_t statuses) : statuses_(statuses) {}

  static void create_tables(view_tables& tables);

  void note(const status_change& change, view_tables& tables);
  void flush(view_tables& tables);
  void forget() noexcept;

  static constexpr int top_level = 9; // Its buckets, of 570 years, have no bucket above them.

private:
  struct timed_change {
    std::int64_t offset = 0; // Microseconds since the earliest time there is.
    status_id before = no_status, after = no_status;
  };
  struct bucket {
    int level = top_level;
    std::int64_t number = 0;
    status_counts moved;
    bool is_split = false; // Its parts hold the changes.
    bool is_dirty = false;
    std::vector<timed_change> changes;
  };
  struct bucket_place {
    int level = 0;
    std::int64_t number = 0;
    friend bool operator==(const bucket_place&, const bucket_place&) = default;
  };
  struct place_hash {
    std::size_t operator()(const bucket_place& p) const noexcept {
      return (static_cast<std::size_t>(p.number) * 16 + static_cast<std::size_t>(p.level)) *
             0x9e3779b97f4a7c15u;
    }
  };

  [[nodiscard]] bucket& bucket_at(int level, std::int64_t offset, view_tables& tables);
  void load(bucket& into, view_tables& tables);
  void note(const timed_change& change, int level, view_tables& tables);
  void split(bucket& full, view_tables& tables);
  static void write(const bucket& b, view_tables& tables);

  std::size_t statuses_;
  std::unordered_map<bucket_place, bucket, place_hash> buckets_; // Those used lately.
  std::array<bucket*, top_level + 1> last_used_{};
  std::vector<bucket*> dirty_;
};

[[nodiscard]] status_counts read_counts_as_of(view_reader& view, std::int64_t time, std::size_t statuses);

} // namespace docket
