#include "feed_shop.hpp"

#include <catch2/catch.hpp>

#include <thread>

using namespace docket;
using namespace docket::service;
using namespace docket::service::testing;

TEST_CASE("who listens is sent each event as it is committed") {
  feed_shop shop;
  shop.done(new_order("order-1"));
  const auto feed = shop.listen();
  REQUIRE(feed.stream);
  CHECK(feed.head.status == 200);
  CHECK(header(feed.head, "Content-Type") == "text/event-stream; charset=utf-8");
  shop.done(new_order("order-2"));
  feed.stream->wait_until([](const std::string& text) { return has_event(text, 6); });
  const auto text = feed.stream->text();
  CHECK(text.starts_with("retry: 1000\n\n"));
  CHECK(ids_in(text) == positions(4, 6)); // From now on, unless it says from where.
  const auto placed = events_in(text).back();
  CHECK(placed.type == "OrderPlaced");
  CHECK(nlohmann::json::parse(placed.data) == shop.json("/events?from=5").at("events").at(0));
}

TEST_CASE("past and present come without a gap or a repeat while commands run") {
  // So few are kept that listeners change between them and the log all the time.
  feed_shop shop{{.live_events_max = 7, .look_at_max = 5}};
  constexpr int orders = 150;
  for (int n = 0; n < orders; ++n)
    shop.done(new_order("before-" + std::to_string(n)));
  std::vector<recorded> feeds;
  std::thread writer{[&] {
    for (int n = 0; n < orders; ++n)
      shop.done(new_order("meanwhile-" + std::to_string(n)));
  }};
  for (std::uint64_t from = 0; from < 8; ++from)
    feeds.push_back(shop.listen("/events?from=" + std::to_string(from * 50)));
  writer.join();
  const std::uint64_t last = 2 * orders * 3;
  for (std::uint64_t i = 0; i < feeds.size(); ++i) {
    feeds[i].stream->wait_until([](const std::string& text) { return has_event(text, last); });
    CHECK(ids_in(feeds[i].stream->text()) == positions(i * 50 + 1, last));
  }
}

TEST_CASE("more who lag than pages are read at a time have their turn each, to the end") {
  feed_shop shop{{.live_events_max = 1, .look_at_max = 7, .pages_max = 1}};
  constexpr int orders = 100;
  for (int n = 0; n < orders; ++n)
    shop.done(new_order("order-" + std::to_string(n)));
  std::vector<recorded> feeds;
  for (std::uint64_t from = 0; from < 20; ++from)
    feeds.push_back(shop.listen("/events?from=" + std::to_string(from)));
  for (std::uint64_t from = 0; from < 20; ++from) {
    feeds[from].stream->wait_until([](const std::string& text) { return has_event(text, orders * 3); });
    CHECK(ids_in(feeds[from].stream->text()) == positions(from + 1, orders * 3));
  }
}

TEST_CASE("who was cut off goes on after the last event it has") {
  feed_shop shop;
  for (int n = 0; n < 3; ++n)
    shop.done(new_order("order-" + std::to_string(n)));
  const auto feed = shop.listen("/events?from=0", {{"Last-Event-ID", "5"}});
  shop.done(new_order("order-3"));
  feed.stream->wait_until([](const std::string& text) { return has_event(text, 12); });
  CHECK(ids_in(feed.stream->text()) == positions(6, 12));
}

TEST_CASE("who listens for a type or an order is sent nothing else, now and from the past") {
  feed_shop shop;
  shop.done(new_order("order-1"));
  const auto placed = shop.listen("/events?from=0&type=OrderPlaced");
  const auto second = shop.listen("/events?from=0&order=order-2");
  shop.done(new_order("order-2"));
  shop.done(new_order("order-3"));
  placed.stream->wait_until([](const std::string& text) { return has_event(text, 9); });
  CHECK(ids_in(placed.stream->text()) == std::vector<std::uint64_t>{3, 6, 9});
  second.stream->wait_until([](const std::string& text) { return has_event(text, 6); });
  CHECK(ids_in(second.stream->text()) == positions(4, 6));
}

TEST_CASE("one that takes nothing costs so many bytes, holds up nobody, and misses nothing") {
  feed_shop shop{{.batch_bytes = 2'048, .live_events_max = 16}};
  const auto stuck = shop.listen();
  const auto other = shop.listen();
  stuck.stream->take_nothing();
  constexpr int orders = 100;
  for (int n = 0; n < orders; ++n)
    shop.done(new_order("order-" + std::to_string(n)));
  const std::uint64_t last = orders * 3;
  other.stream->wait_until([](const std::string& text) { return has_event(text, last); });
  stuck.stream->wait_until_waiting(1);
  CHECK(stuck.stream->most_waiting() < 2'048 + 1'024); // A batch, and what an event is longer.
  stuck.stream->take_all();
  stuck.stream->wait_until([](const std::string& text) { return has_event(text, last); });
  CHECK(ids_in(stuck.stream->text()) == positions(1, last));
}

TEST_CASE("many that take nothing hold up nobody, and miss nothing") {
  feed_shop shop{{.on_the_way_max = 4, .patience = std::chrono::milliseconds{1}}};
  std::vector<recorded> stuck;
  for (int n = 0; n < 20; ++n) {
    stuck.push_back(shop.listen());
    stuck.back().stream->take_nothing();
  }
  const auto other = shop.listen();
  for (int n = 0; n < 10; ++n)
    shop.done(new_order("order-" + std::to_string(n)));
  other.stream->wait_until([](const std::string& text) { return has_event(text, 30); });
  for (const auto& one : stuck)
    one.stream->take_all();
  for (const auto& one : stuck) {
    one.stream->wait_until([](const std::string& text) { return has_event(text, 30); });
    CHECK(ids_in(one.stream->text()) == positions(1, 30));
  }
}

TEST_CASE("what is committed while a write is on its way goes out in one") {
  feed_shop shop;
  const auto slow = shop.listen();
  const auto other = shop.listen();
  slow.stream->take_nothing();
  shop.done(new_order("order-0"));
  slow.stream->wait_until_waiting(1);
  for (int n = 1; n < 10; ++n)
    shop.done(new_order("order-" + std::to_string(n)));
  other.stream->wait_until([](const std::string& text) { return has_event(text, 30); });
  slow.stream->take_all();
  slow.stream->wait_until([](const std::string& text) { return has_event(text, 30); });
  CHECK(slow.stream->parts().size() == 3); // The first words, what was on its way, all the rest.
}

TEST_CASE("those who want the same are sent one text, not a copy each") {
  feed_shop shop;
  const recorded feeds[] = {shop.listen(), shop.listen(), shop.listen()};
  while (shop.hub().listeners() != 3) // The last may be told that it is let in a moment before it is.
    std::this_thread::yield();
  for (int n = 0; n < 5; ++n)
    shop.done(new_order("order-" + std::to_string(n)));
  for (const auto& feed : feeds)
    feed.stream->wait_until([](const std::string& text) { return has_event(text, 15); });
  CHECK(feeds[0].stream->parts().size() > 1);
  for (const auto& feed : feeds)
    CHECK(feed.stream->parts() == feeds[0].stream->parts()); // The very same.
}

TEST_CASE("a quiet stream is kept alive, and told how far it is") {
  feed_shop shop{{.heartbeat = std::chrono::milliseconds{1}}};
  shop.done(new_order("order-1"));
  const auto feed = shop.listen("/events?from=0&type=OrderShipped");
  feed.stream->wait_until([](const std::string& text) { return text.find(":\nid: 3\n\n") != text.npos; });
  CHECK(events_in(feed.stream->text()).empty());
}

TEST_CASE("who may only read is told of no names") {
  feed_shop shop;
  shop.done(orders_of_zoe("order-1"));
  const auto whole = shop.listen("/events?from=0");
  shop.as_reader();
  const auto withheld = shop.listen("/events?from=0");
  shop.done(orders_of_zoe("order-2"));
  for (const auto* feed : {&whole, &withheld})
    feed->stream->wait_until([](const std::string& text) { return has_event(text, 6); });
  CHECK(whole.stream->text().find("Quist") != std::string::npos);
  CHECK(withheld.stream->text().find("Quist") == std::string::npos);
  CHECK(withheld.stream->text().find("\"personal\":\"withheld\"") != std::string::npos);
}

TEST_CASE("who goes leaves room, and the next one is told of everything still") {
  feed_shop shop{{.listeners_max = 1}};
  const auto first = shop.listen();
  CHECK(outcome(shop.listen().head) == "503 too_many_listeners");
  shop.done(new_order("order-1"));
  first.stream->wait_until([](const std::string& text) { return has_event(text, 3); });
  first.stream->go();
  while (shop.hub().listeners() != 0)
    std::this_thread::yield();
  shop.done(new_order("order-2"));
  const auto second = shop.listen("/events?from=3");
  shop.done(new_order("order-3"));
  second.stream->wait_until([](const std::string& text) { return has_event(text, 9); });
  CHECK(ids_in(second.stream->text()) == positions(4, 9));
}

TEST_CASE("streams end when the hub stops, and none begins after it") {
  feed_shop shop;
  const auto feed = shop.listen();
  shop.hub().stop();
  feed.stream->wait_until_closed();
  CHECK(shop.hub().listeners() == 0);
  const auto late = shop.listen();
  CHECK(late.head.status == 503);
}

TEST_CASE("a stopped engine is not listened to") {
  feed_shop shop;
  shop.shop().stop();
  CHECK(shop.listen().head.status == 503);
}

TEST_CASE("streams that cannot be meant are refused by name") {
  feed_shop shop;
  const auto refused = [&](const std::string& query, std::vector<http_header> headers = {}) {
    return outcome(shop.listen("/events?" + query, std::move(headers)).head);
  };
  CHECK(refused("from=1") == "400 at_position_past_the_end");
  CHECK(refused("limit=5") == "400 unknown_parameter");
  CHECK(refused("", {{"Last-Event-ID", "yesterday"}}) == "400 bad_parameter");
  CHECK(refused("", {{"Last-Event-ID", "7"}}) == "400 at_position_past_the_end");
  const auto head = shop.ask("/events", {{"Accept", "text/event-stream"}}, http_method::head).get();
  CHECK(head.head.status == 200);
  CHECK_FALSE(head.stream);
}
