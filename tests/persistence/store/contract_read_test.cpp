// What every store gives back when it is read.
#include "sample_appends.hpp"
#include "stores_under_test.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace docket;
using namespace docket::testing;

namespace {

constexpr auto no_limit = std::numeric_limits<std::size_t>::max();

std::vector<std::uint64_t> positions_of(log_reader& reader, position from, const log_filter& filter,
                                        std::size_t limit, position* looked_at = nullptr) {
  std::vector<std::uint64_t> seen;
  const auto last = reader.read_log(from, filter, limit, [&](const event_view& event) {
    seen.push_back(value(event.position));
    return true;
  });
  if (looked_at) *looked_at = last;
  return seen;
}

std::vector<std::uint32_t> versions_of(log_reader& reader, stream_key key, version from, direction way,
                                       std::size_t limit) {
  std::vector<std::uint32_t> seen;
  const auto count = reader.read_stream(key, from, way, limit, [&](const event_view& event) {
    CHECK(event.key == key);
    seen.push_back(value(event.version));
    return true;
  });
  CHECK(count == seen.size());
  return seen;
}

using versions = std::vector<std::uint32_t>;
using positions = std::vector<std::uint64_t>;

} // namespace

TEST_CASE("an empty log has a head at nothing and nothing to read", "[store]") {
  store_under_test t;
  const auto reader = t.store->open_reader();
  CHECK(reader->head() == log_head{});
  CHECK(whole_log(*reader).empty());
  CHECK(whole_stream(*reader, stream_key{1}).empty());
  CHECK_FALSE(reader->find_stream("order", "order-1"));
  CHECK_FALSE(reader->commit(1));
  CHECK_FALSE(reader->load_snapshot(stream_key{1}));
  position looked_at{77};
  CHECK(positions_of(*reader, position{1}, {}, no_limit, &looked_at).empty());
  CHECK(looked_at == position{0});
}

TEST_CASE("an event comes back with everything that was written", "[store]") {
  store_under_test t;
  auto a = sample_append("order-1", expected_version::any());
  a.commands.push_back({}); // A second command that states nothing.
  a.events.push_back(sample_event("ItemAdded", "{}", 9));
  a.events[1].command = 1;
  commit(*t.store, {a}, seconds_after_noon(5));
  const auto log = whole_log(*t.store->open_reader());
  REQUIRE(log.size() == 2);
  CHECK(log[0].position == position{1});
  CHECK(log[0].stream_type == "order");
  CHECK(log[0].stream_id == "order-1");
  CHECK(log[0].key == stream_key{1});
  CHECK(log[0].version == version{1});
  CHECK(log[0].id == a.events[0].id);
  CHECK(log[0].type == "OrderCreated");
  CHECK(log[0].schema == 2);
  CHECK(log[0].occurred_at == a.events[0].occurred_at);
  CHECK(log[0].recorded_at == seconds_after_noon(5));
  CHECK(log[0].command_id == a.commands[0].command_id.view());
  CHECK(log[0].fingerprint == a.commands[0].fingerprint);
  CHECK(log[0].user == "clerk-1");
  CHECK(log[0].correlation == "session-42");
  CHECK(log[0].causation == "cause-9");
  CHECK(log[0].traceparent == a.commands[0].traceparent.view());
  CHECK(log[0].data == R"({"line":1})");
  CHECK(log[1].command_id.empty());
  CHECK(log[1].fingerprint == 0);
  CHECK(log[1].user.empty());
  CHECK(log[1].traceparent.empty());
}

TEST_CASE("text is kept byte for byte", "[store]") {
  store_under_test t;
  const auto data =
      GENERATE(as<std::string>{}, "", "{}", "\"naïve — 日本語 🛒\"", "e\xcc\x81 is not \xc3\xa9",
               "'; DROP TABLE events; --", "line\nbreak\ttab\x01\x7f", std::string(5'000'000, 'x'));
  auto a = sample_append("órder-日本", expected_version::any());
  a.events[0].data = data;
  commit(*t.store, {a});
  const auto reader = t.store->open_reader();
  const auto log = whole_log(*reader);
  CHECK(log[0].data == data);
  CHECK(log[0].stream_id == "órder-日本");
  CHECK(reader->find_stream("order", "órder-日本") == stream_key{1});
}

TEST_CASE("a stream is read from any version, both ways, in pages", "[store]") {
  store_under_test t;
  for (int i = 0; i < 5; ++i)
    commit(*t.store, {sample_append("order-1", expected_version::any(), 2),
                      sample_append("order-2", expected_version::any())});
  const auto reader = t.store->open_reader();
  const stream_key key{1};
  CHECK(versions_of(*reader, key, version{1}, direction::forward, no_limit) ==
        versions{1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  CHECK(versions_of(*reader, key, version{0}, direction::forward, 2) == versions{1, 2});
  CHECK(versions_of(*reader, key, version{8}, direction::forward, no_limit) == versions{8, 9, 10});
  CHECK(versions_of(*reader, key, version{4}, direction::forward, 3) == versions{4, 5, 6});
  CHECK(versions_of(*reader, key, version{11}, direction::forward, no_limit).empty());
  CHECK(versions_of(*reader, key, version{3}, direction::backward, no_limit) == versions{3, 2, 1});
  CHECK(versions_of(*reader, key, version{1'000'000}, direction::backward, 2) == versions{10, 9});
  CHECK(versions_of(*reader, key, version{0}, direction::backward, no_limit).empty());
  CHECK(versions_of(*reader, key, version{1}, direction::forward, 0).empty());
  CHECK(versions_of(*reader, stream_key{2}, version{1}, direction::forward, no_limit) ==
        versions{1, 2, 3, 4, 5});
}

TEST_CASE("a visitor that has enough ends the reading", "[store]") {
  store_under_test t;
  commit(*t.store, {sample_append("order-1", expected_version::any(), 6)});
  const auto reader = t.store->open_reader();
  const auto until_third = [](const event_view& event) { return event.version != version{3}; };
  CHECK(reader->read_stream(stream_key{1}, version{1}, direction::forward, no_limit, until_third) == 3);
  CHECK(reader->read_log(position{1}, {}, no_limit, until_third) == position{3});
  CHECK(whole_log(*reader).size() == 6); // The reader is as good as new.
}

TEST_CASE("a visitor that throws leaves the reader usable", "[store]") {
  store_under_test t;
  commit(*t.store, {sample_append("order-1", expected_version::any(), 2)});
  const auto reader = t.store->open_reader();
  const auto broken = [](const event_view&) -> bool { throw std::runtime_error("cannot"); };
  CHECK_THROWS_AS(reader->read_log(position{1}, {}, no_limit, broken), std::runtime_error);
  CHECK_THROWS_AS(reader->read_stream(stream_key{1}, version{1}, direction::forward, no_limit, broken),
                  std::runtime_error);
  CHECK(whole_log(*reader).size() == 2);
}

TEST_CASE("the log is read in pages that meet without gap or repeat", "[store]") {
  store_under_test t;
  for (int i = 0; i < 10; ++i)
    commit(*t.store, {sample_append("order-" + std::to_string(i), expected_version::any(), 3)});
  const auto reader = t.store->open_reader();
  positions seen;
  position looked_at{0};
  for (position from{1};; from = position{value(looked_at) + 1}) {
    const auto page = positions_of(*reader, from, {}, 7, &looked_at);
    if (looked_at < from) break;
    CHECK(page.size() <= 7);
    seen.insert(seen.end(), page.begin(), page.end());
  }
  REQUIRE(seen.size() == 30);
  CHECK(seen.front() == 1);
  CHECK(seen.back() == 30);
  CHECK(looked_at == position{30});
  CHECK(positions_of(*reader, position{31}, {}, 7, &looked_at).empty());
  CHECK(looked_at == position{30});
}

TEST_CASE("a filter picks stream types and event types", "[store]") {
  store_under_test t;
  for (int i = 0; i < 3; ++i) {
    auto payment = sample_append("pay-1", expected_version::any());
    payment.stream.type = "payment";
    payment.events[0].type = "PaymentRequested";
    commit(*t.store,
           {sample_append("order-1", expected_version::any(), 2), payment}); // Created, added; requested.
  }
  const auto reader = t.store->open_reader();
  position looked_at{0};
  CHECK(positions_of(*reader, position{1}, {{"payment"}, {}}, no_limit, &looked_at) == positions{3, 6, 9});
  CHECK(looked_at == position{9});
  CHECK(positions_of(*reader, position{1}, {{}, {"ItemAdded"}}, no_limit, &looked_at) == positions{2, 5, 8});
  CHECK(looked_at == position{9}); // The last one was looked at, though it did not match.
  CHECK(positions_of(*reader, position{3}, {{}, {"ItemAdded", "PaymentRequested"}}, 2, &looked_at) ==
        positions{3, 5});
  CHECK(looked_at == position{5});
  CHECK(positions_of(*reader, position{1}, {{"order"}, {"PaymentRequested"}}, no_limit, &looked_at).empty());
  CHECK(looked_at == position{9});
  CHECK(positions_of(*reader, position{1}, {{"order", "payment"}, {"OrderCreated"}}, no_limit) ==
        positions{1, 4, 7});
  CHECK(positions_of(*reader, position{1}, {{}, {"NeverHeardOf"}}, no_limit, &looked_at).empty());
  CHECK(looked_at == position{9});
  CHECK(positions_of(*reader, position{1}, {{"nothing"}, {}}, no_limit, &looked_at).empty());
  CHECK(looked_at == position{9});
}

TEST_CASE("a rare event is found however far away it is", "[store]") {
  store_under_test t;
  commit(*t.store, {sample_append("order-1", expected_version::any(), 255),
                    sample_append("order-2", expected_version::any())});
  for (int i = 0; i < 150; ++i)
    commit(*t.store, {sample_append("order-1", expected_version::any(), 255)});
  auto rare = sample_append("order-3", expected_version::any());
  rare.events[0].type = "OrderCancelled";
  commit(*t.store, {rare});
  const auto reader = t.store->open_reader();
  constexpr std::uint64_t all = 256 + 150 * 255 + 1;
  CHECK(positions_of(*reader, position{1}, {{}, {"OrderCancelled"}}, 1) == positions{all});
  // And nothing on the way to it is missed or seen twice.
  const auto seen = positions_of(*reader, position{3}, {}, no_limit);
  REQUIRE(seen.size() == all - 2);
  for (std::uint64_t i = 0; i < seen.size(); ++i)
    if (seen[i] != i + 3) FAIL("position " << i + 3 << " is not there");
}

TEST_CASE("commits are recorded with their events, time and hash", "[store]") {
  store_under_test t;
  const auto first = commit(*t.store, {sample_append("order-1", expected_version::any(), 3)}, noon).head;
  const auto second =
      commit(*t.store, {sample_append("order-2", expected_version::any(), 2)}, seconds_after_noon(1)).head;
  const auto reader = t.store->open_reader();
  const auto one = reader->commit(1);
  const auto two = reader->commit(2);
  REQUIRE(one);
  REQUIRE(two);
  CHECK(one->first == position{1});
  CHECK(one->last == position{3});
  CHECK(one->hash == first.hash);
  CHECK(two->number == 2);
  CHECK(two->first == position{4});
  CHECK(two->last == position{5});
  CHECK(two->recorded_at == seconds_after_noon(1));
  CHECK(two->hash == second.hash);
  CHECK(first.hash != second.hash);
  CHECK_FALSE(reader->commit(3));
  CHECK_FALSE(reader->commit(0));
  CHECK(reader->head() == second);
}

TEST_CASE("a reader sees each commit as soon as it is durable, and only whole ones", "[store]") {
  store_under_test t;
  const auto reader = t.store->open_reader();
  for (std::uint64_t i = 1; i <= 3; ++i) {
    const auto head = commit(*t.store, {sample_append("order-1", expected_version::any(), 2)}).head;
    CHECK(reader->head() == head);
    CHECK(whole_log(*reader).size() == 2 * i);
  }
}

TEST_CASE("a snapshot is kept until a later one replaces it", "[store]") {
  store_under_test t;
  commit(*t.store, {sample_append("order-1", expected_version::any(), 3),
                    sample_append("order-2", expected_version::any())});
  const auto reader = t.store->open_reader();
  CHECK_FALSE(reader->load_snapshot(stream_key{1}));
  t.store->write_snapshots(std::vector<snapshot_write>{{stream_key{1}, {version{2}, 7, R"({"a":1})"}},
                                                       {stream_key{2}, {version{1}, 7, ""}}});
  auto loaded = reader->load_snapshot(stream_key{1});
  REQUIRE(loaded);
  CHECK(loaded->version == version{2});
  CHECK(loaded->format == 7);
  CHECK(loaded->data == R"({"a":1})");
  REQUIRE(reader->load_snapshot(stream_key{2}));
  CHECK(reader->load_snapshot(stream_key{2})->data.empty());

  t.store->write_snapshots(std::vector<snapshot_write>{{stream_key{1}, {version{3}, 8, "日本"}}});
  loaded = reader->load_snapshot(stream_key{1});
  REQUIRE(loaded);
  CHECK(loaded->version == version{3});
  CHECK(loaded->format == 8);
  CHECK(loaded->data == "日本");
}

TEST_CASE("a snapshot of a stream that was never made is refused", "[store]") {
  store_under_test t;
  CHECK_THROWS_AS(
      t.store->write_snapshots(std::vector<snapshot_write>{{stream_key{1}, {version{1}, 1, "{}"}}}),
      store_error);
}

TEST_CASE("housekeeping changes nothing that can be read", "[store]") {
  store_under_test t;
  const auto head = commit(*t.store, {sample_append("order-1", expected_version::any(), 3)}).head;
  t.store->maintain();
  CHECK(t.store->open_reader()->head() == head);
}
