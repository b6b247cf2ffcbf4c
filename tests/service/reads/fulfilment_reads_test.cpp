#include "../../actors/fulfilment/scripted_gateways.hpp"
#include "../feed/feed_shop.hpp"
#include "docket/service/reads/reads.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <set>

using namespace docket;
using namespace docket::service;
using namespace docket::service::testing;

namespace {

// A tenth of a second passes with each look at the clock, so that looking after the parcel takes no time.
void fulfil_automatically(config& settings) {
  settings.clock = [now = std::make_shared<std::atomic<std::int64_t>>(
                        at("2026-03-01T09:00:00Z").microseconds)] { return timestamp{*now += 100'000}; };
  settings.fulfilment.mode = fulfilment_mode::pay_first;
  settings.fulfilment.policy.tracking_every = std::chrono::seconds{2};
  settings.fulfilment.look_every = std::chrono::milliseconds{1};
  settings.payments = std::make_shared<shop::scripted_provider>();
  settings.carrier = std::make_shared<shop::scripted_carrier>();
}

} // namespace

TEST_CASE("an order that carried itself out tells of its fulfilment, and is listened to with all of it") {
  served_shop shop{fulfil_automatically};
  feed_hub hub{shop.context()};
  shop.serve(order_read_routes(shop.context()));
  shop.serve(shop_view_routes(shop.context()));
  shop.serve(feed_routes(shop.context(), hub));
  shop.done(receive_stock{product_id{"widget"}, quantity{10}});
  const auto feed = shop.ask("/events?order=order-1", {{"Accept", "text/event-stream"}}).get();
  shop.done(new_order("order-1"));
  feed.stream->wait_until([](const std::string& text) {
    return text.find("event: FulfilmentCompleted\n") != text.npos && text.ends_with("\n\n");
  });

  const auto told = shop.json("/orders/order-1/fulfilment");
  CHECK(told.at("orderId") == "order-1");
  CHECK(told.at("fulfilment").at("status") == "completed");
  CHECK_FALSE(told.at("steps").empty());
  for (const auto& step : told.at("steps"))
    CHECK(step.at("outcome") == "succeeded");
  CHECK(told.at("events").at(0).at("type") == "FulfilmentStarted");
  CHECK_FALSE(told.at("events").at(0).at("description").empty());

  std::set<std::string> streams;
  for (const auto& event : events_in(feed.stream->text()))
    streams.insert(nlohmann::json::parse(event.data).at("streamType").get<std::string>());
  CHECK(streams == std::set<std::string>{"order", "payment", "shipment", "fulfilment"});
  // Its stock is told of by its product.
  const auto page = shop.json("/events?order=order-1&limit=1000");
  std::vector<std::uint64_t> from_the_log;
  for (const auto& event : page.at("events"))
    from_the_log.push_back(event.at("position").get<std::uint64_t>());
  CHECK(from_the_log == ids_in(feed.stream->text()));

  const auto known = "atLeast=" + std::to_string(page.at("position").get<std::uint64_t>());
  CHECK(shop.json("/fulfilments/counts?" + known).at("counts").at("completed") == 1);
  const auto board = shop.json("/fulfilments?phase=completed&" + known);
  CHECK(board.at("fulfilments").at(0).at("fulfilment").at("orderId") == "order-1");
}
