// What every store keeps when it is read on other threads while it is written.
#include "deadline_appends.hpp"
#include "sample_appends.hpp"
#include "stores_under_test.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

using namespace docket;
using namespace docket::testing;

namespace {

constexpr int events_per_commit = 3;

// Follows the log until it has seen the last position, and says what was wrong with what it saw.
std::string follow(event_store& store, std::uint64_t last) {
  const auto reader = store.open_reader();
  std::uint64_t seen = 0;
  while (seen < last) {
    const auto head = reader->head();
    if (value(head.position) != head.commit * events_per_commit) return "a head within a commit";
    bool in_order = true;
    const auto looked_at = reader->read_log(position{seen + 1}, {}, 100, [&](const event_view& event) {
      in_order = in_order && value(event.position) == ++seen;
      return true;
    });
    if (!in_order || value(looked_at) != seen)
      return "a gap or a repeat after position " + std::to_string(seen);
    static_cast<void>(store.sizes());
  }
  return "";
}

// Watches two deadlines that every commit moves together, to a later time, until they stand at the last one.
std::string watch_deadlines(event_store& store, timestamp last) {
  const auto reader = store.open_reader();
  timestamp before = earliest_time;
  while (before < last) {
    std::vector<timestamp> due;
    reader->read_deadlines({}, latest_time, 10, [&](const deadline_view& seen) {
      due.push_back(seen.due);
      return true;
    });
    if (due.empty()) continue;
    if (due.size() != 2 || due[0] != due[1]) return "half of a commit";
    if (due[0] < before) return "a deadline from before";
    before = due[0];
  }
  return "";
}

} // namespace

TEST_CASE("deadlines and checkpoints are seen as the commits left them, while the writer writes", "[store]") {
  store_under_test t;
  constexpr int commits = 400;
  std::string wrong = "not run";
  std::thread watcher{[&] { wrong = watch_deadlines(*t.store, seconds_after_noon(commits)); }};
  const auto reader = t.store->open_reader();
  bool followed = true;
  for (int i = 1; i <= commits; ++i) {
    const auto head = commit(*t.store, {due_at("order-1", i), due_at("order-2", i)}).head;
    t.store->write_checkpoint("fulfilment", head.position);
    followed = followed && reader->load_checkpoint("fulfilment") == head.position;
    t.store->maintain();
  }
  watcher.join();
  CHECK(wrong == "");
  CHECK(followed);
}

TEST_CASE("readers on other threads see whole commits, in order, while the writer writes", "[store]") {
  store_under_test t;
  constexpr int commits = 400;
  std::string wrong[2];
  std::vector<std::thread> readers;
  for (auto& verdict : wrong)
    readers.emplace_back([&] { verdict = follow(*t.store, commits * events_per_commit); });
  for (int i = 0; i < commits; ++i) {
    commit(*t.store,
           {sample_append("order-" + std::to_string(i % 50), expected_version::any(), events_per_commit)});
    t.store->write_snapshots(std::vector<snapshot_write>{{stream_key{1}, {version{1}, i, "{}"}}});
    t.store->maintain();
  }
  for (auto& reader : readers)
    reader.join();
  CHECK(wrong[0] == "");
  CHECK(wrong[1] == "");
}
