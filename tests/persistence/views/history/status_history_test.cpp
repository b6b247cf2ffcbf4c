#include "docket/persistence/views/history/status_history.hpp"

#include "views/core/view_fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <vector>

using namespace docket;

namespace {

constexpr std::size_t statuses = 5;
constexpr std::int64_t begin = 1'772'323'200'000'000;

// Feeds changes that a test has made up: whatever event it is told, it notes the next ones.
class noting final : public projection {
public:
  explicit noting(const std::vector<std::vector<status_change>>& batches) : batches_(batches) {}

  [[nodiscard]] std::string_view name() const noexcept override { return "noting"; }
  [[nodiscard]] std::int32_t version() const noexcept override { return 1; }
  [[nodiscard]] const log_filter& interest() const noexcept override { return everything_; }
  void create_tables(view_tables& tables) override { status_history::create_tables(tables); }

  void apply(const event_view&, view_tables& tables) override {
    for (const auto& change : batches_.at(next_++)) {
      auto& since = since_[change.key];
      history_.note(change, since, tables);
      since = {change.occurred_at, change.position};
    }
  }
  void flush(view_tables& tables) override {
    history_.flush(tables);
    if (next_ % 3 == 0) history_.forget(); // What is in the tables must be enough to go on.
  }
  void forget() noexcept override { history_.forget(); }

private:
  const std::vector<std::vector<status_change>>& batches_;
  std::size_t next_ = 0;
  std::map<std::int64_t, span_end> since_;
  status_history history_{statuses};
  log_filter everything_;
};

// Entities that go their ways, each at its own times, recorded in turn.
struct made_up {
  std::vector<std::vector<status_change>> batches;
  std::vector<status_change> changes;

  made_up(unsigned seed, std::int64_t pause_max, std::int64_t position_step, int entities, int count) {
    std::mt19937_64 random{seed};
    std::map<std::int64_t, status_change> last;
    std::int64_t position = 0;
    batches.emplace_back();
    for (int i = 0; i < count; ++i) {
      position += 1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(position_step));
      const auto key = 1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(entities));
      auto& entity =
          last.try_emplace(key,
                           status_change{0, begin + static_cast<std::int64_t>(random() % 1000) * pause_max,
                                         key, no_status, no_status})
              .first->second;
      entity.before = entity.after;
      do
        entity.after = static_cast<status_id>(random() % statuses);
      while (entity.after == entity.before);
      entity.position = position;
      if (random() % 3 != 0)
        entity.occurred_at += static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(pause_max));
      changes.push_back(entity);
      batches.back().push_back(entity);
      if (random() % 700 == 0) batches.emplace_back();
    }
  }

  // The status of each entity.
  [[nodiscard]] std::map<std::int64_t, status_id> fold(const bounds& at) const {
    std::map<std::int64_t, status_id> result;
    for (const auto& change : changes)
      if (at.include(change.occurred_at, change.position)) result[change.key] = change.after;
    return result;
  }
};

status_counts count(const std::map<std::int64_t, status_id>& entities) {
  status_counts counts(statuses, 0);
  for (const auto& [key, status] : entities)
    ++counts[status];
  return counts;
}

void check_moment(view_reader& view, const made_up& truth, const bounds& at) {
  const auto folded = truth.fold(at);
  if (at.time == bounds::no_bound || at.knows_all) CHECK(read_counts(view, at, statuses) == count(folded));
  for (status_id status = 0; status < statuses; ++status) {
    const auto found = candidates_in_status(view, status, at, 1'000'000);
    REQUIRE(found.has_value());
    const std::set<std::int64_t> candidates(found->begin(), found->end());
    for (const auto& [key, in] : folded)
      if (in == status) CHECK(candidates.contains(key));
  }
}

void check_everywhere(const made_up& truth, std::int64_t span, unsigned seed) {
  testing::view_room room;
  for (std::size_t i = 0; i < truth.batches.size(); ++i)
    room.write_raw("order", "o" + std::to_string(i), "OrderCreated");
  noting kept{truth.batches};
  room.run(kept, 1);
  auto view = room.read("noting");
  const auto head = truth.changes.back().position;
  std::mt19937_64 random{seed};
  for (int i = 0; i < 60; ++i) {
    const auto time =
        begin - 10 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(span + 20));
    const auto position = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(head + 1));
    check_moment(view, truth, {bounds::no_bound, position, position == head});
    check_moment(view, truth, {time, head, true});
    check_moment(view, truth, {time, position, false});
    const auto& change = truth.changes[random() % truth.changes.size()];
    check_moment(view, truth, {change.occurred_at, head, true});
    check_moment(view, truth, {change.occurred_at - 1, head, true});
  }
  check_moment(view, truth, {bounds::no_bound, head, true});
}

} // namespace

TEST_CASE("counts and candidates at any moment are those of a fold, whatever the order of recording") {
  check_everywhere(made_up{1, 60'000'000, 1, 300, 6000}, 1000 * 60'000'000LL, 2);
}

TEST_CASE("counts stay right where thousands of changes share an instant") {
  check_everywhere(made_up{3, 1, 1, 50, 5000}, 1000, 4);
}

TEST_CASE("counts stay right when changes are rare among the log's events") {
  check_everywhere(made_up{5, 3'600'000'000, 900, 40, 1500}, 1000 * 3'600'000'000LL, 6);
}

TEST_CASE("before the first change there is nobody") {
  made_up truth{7, 1000, 1, 10, 100};
  testing::view_room room;
  for (std::size_t i = 0; i < truth.batches.size(); ++i)
    room.write_raw("order", "o", "OrderCreated");
  noting kept{truth.batches};
  room.run(kept);
  auto view = room.read("noting");
  const status_counts nobody(statuses, 0);
  CHECK(read_counts_as_of(view, begin - 1, statuses) == nobody);
  CHECK(read_counts_as_of(view, std::numeric_limits<std::int64_t>::min(), statuses) == nobody);
  CHECK(read_counts_at_position(view, 0, statuses) == nobody);
}

TEST_CASE(
    "a change that is recorded after later ones, as a dead letter may be, counts from its own position") {
  made_up truth{9, 60'000'000, 3, 200, 4000};
  auto late = made_up{9, 60'000'000, 3, 200, 4000};
  // The last change of some entity, and all else before it.
  auto& batches = late.batches;
  std::vector<status_change> postponed;
  std::map<std::int64_t, std::int64_t> last_of;
  for (const auto& change : truth.changes)
    last_of[change.key] = change.position;
  for (auto& batch : batches)
    std::erase_if(batch, [&](const status_change& change) {
      const bool put_off = change.key % 50 == 0 && last_of[change.key] == change.position;
      if (put_off) postponed.push_back(change);
      return put_off;
    });
  REQUIRE(postponed.size() >= 3);
  batches.push_back(postponed);
  check_everywhere(late, 1000 * 60'000'000LL, 10);
}

TEST_CASE("too many spans to look at are told by no answer") {
  made_up truth{11, 1000, 1, 100, 500};
  testing::view_room room;
  for (std::size_t i = 0; i < truth.batches.size(); ++i)
    room.write_raw("order", "o" + std::to_string(i), "OrderCreated");
  noting kept{truth.batches};
  room.run(kept, 1);
  auto view = room.read("noting");
  CHECK_FALSE(candidates_in_status(view, 0, {bounds::no_bound, 500, true}, 3));
}
