#include "docket/service/feed/live_events.hpp"
#include "feed_shop.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::service;
using namespace docket::service::testing;

namespace {

constexpr std::size_t plenty = 1u << 20;

recorded_event placed(std::uint64_t at, std::string order = "order-1", std::string data = "{}") {
  recorded_event event;
  event.position = position{at};
  event.stream_type = "order";
  event.stream_id = std::move(order);
  event.type = "OrderPlaced";
  event.data = std::move(data);
  return event;
}

feed_wish all_after(std::uint64_t after) { return {{}, true, position{after}}; }

feed_batch take(const live_events& live, const feed_wish& wish, std::size_t bytes = plenty) {
  return live.take(wish, live.reached(), bytes);
}

std::vector<std::uint64_t> ids_after(const live_events& live, std::uint64_t after) {
  return ids_in(take(live, all_after(after)).text);
}

} // namespace

TEST_CASE("a listener is given what comes after its position") {
  live_events live{100, plenty};
  live.begin(position{4});
  for (std::uint64_t at = 5; at <= 8; ++at)
    live.add(placed(at).view());
  CHECK(ids_after(live, 4) == positions(5, 8));
  CHECK(ids_after(live, 6) == positions(7, 8));
  CHECK(ids_after(live, 8).empty());
  CHECK(ids_after(live, 20).empty()); // It has read on in the log.
  CHECK(take(live, all_after(4)).reached == position{8});
  CHECK_FALSE(take(live, all_after(4)).is_behind);
  CHECK(take(live, all_after(3)).is_behind);
}

TEST_CASE("a listener is given nothing beyond where the others are taken to") {
  live_events live{100, plenty};
  live.begin(position{0});
  for (std::uint64_t at = 1; at <= 5; ++at)
    live.add(placed(at).view());
  const auto batch = live.take(all_after(2), position{4}, plenty);
  CHECK(ids_in(batch.text) == positions(3, 4));
  CHECK(batch.reached == position{4});
  CHECK(live.take(all_after(4), position{4}, plenty).text.empty());
  CHECK(live.take(all_after(3), position{9}, plenty).reached == position{5});
}

TEST_CASE("what is not wanted is passed") {
  live_events live{100, plenty};
  live.begin(position{0});
  live.add(placed(1, "order-1").view());
  live.add(placed(2, "order-2").view());
  const auto batch = take(live, {{.types = {}, .order = "order-1"}, true, position{0}});
  CHECK(ids_in(batch.text) == positions(1, 1));
  CHECK(batch.reached == position{2});
}

TEST_CASE("no more than so many live events are kept, and no more than so many bytes") {
  live_events few{3, plenty};
  few.begin(position{0});
  live_events small{100, 4'096};
  small.begin(position{0});
  const std::string data = "{\"text\":\"" + std::string(1'000, 'x') + "\"}";
  for (std::uint64_t at = 1; at <= 10; ++at) {
    few.add(placed(at).view());
    small.add(placed(at, "order-1", data).view());
  }
  CHECK(take(few, all_after(6)).is_behind);
  CHECK(ids_after(few, 7) == positions(8, 10));
  CHECK(take(small, all_after(4)).is_behind);
  CHECK_FALSE(ids_after(small, 9).empty());
}

TEST_CASE("a batch ends when it is long enough, and the next one goes on") {
  live_events live{100, plenty};
  live.begin(position{0});
  for (std::uint64_t at = 1; at <= 3; ++at)
    live.add(placed(at).view());
  const auto first = take(live, all_after(0), 1);
  CHECK(ids_in(first.text) == positions(1, 1));
  CHECK(first.reached == position{1});
  CHECK(ids_in(take(live, all_after(value(first.reached))).text) == positions(2, 3));
}

TEST_CASE("an event is one line of data, and withholds what is personal") {
  const auto event = placed(1, "order-1", "{\"personal\":{\"name\":\"Zoe\"},\n\"total\":\"1.00\"}");
  const auto sent = server_sent(event.view(), true);
  CHECK(sent.starts_with("id: 1\nevent: OrderPlaced\ndata: {"));
  CHECK(sent.find('\n', sent.find("data: ")) == sent.size() - 2);
  live_events live{100, plenty};
  live.begin(position{0});
  live.add(event.view());
  CHECK(take(live, all_after(0)).text.find("Zoe") != std::string::npos);
  CHECK(take(live, {{}, false, position{0}}).text.find("Zoe") == std::string::npos);
  CHECK(ids_in(take(live, {{}, false, position{0}}).text) == positions(1, 1));
}
