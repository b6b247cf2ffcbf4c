// An outbox without a second write: a named consumer hands the log to a "broker", here a file of CloudEvents
// 1.0 (https://cloudevents.io) as JSON lines. What was written is acknowledged; killed at any moment, the
// next run goes on after what was. An event may so be there twice, with the same id, and none is missed.
#include <docket/engine.hpp>

#include <atomic>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

using namespace docket;

namespace {

constexpr const char* outbox_file = "events.jsonl";

std::string text_of(const uuid& id) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += digits[id[i] >> 4];
    text += digits[id[i] & 15];
  }
  return text;
}

// Ids and types need no escaping: they are letters, digits and . _ ~ : - only. The data is JSON already.
std::string cloud_event(const recorded_event& event) {
  return R"({"specversion":"1.0","id":")" + text_of(event.id) + R"(","source":"/shop/)" + event.stream_type +
         R"(","type":"docket.)" + event.type + ".v" + std::to_string(event.schema) + R"(","subject":")" +
         event.stream_id + R"(","time":")" + format_timestamp(event.occurred_at) + R"(","sequence":")" +
         std::to_string(value(event.position)) + R"(","datacontenttype":"application/json","data":)" +
         event.data + "}\n";
}

// Throwing hands the same batch over again, after a while.
void publish(const consumer_batch& batch, const acknowledgement& done) {
  std::ofstream out{outbox_file, std::ios::app};
  for (const auto& event : batch.events)
    out << cloud_event(event);
  if (!out.flush()) throw std::runtime_error{"cannot write to the outbox"};
  done();
}

// A few orders, so that there is something to publish. Answers the position of the last event.
position take_orders(engine& shop) {
  position last{};
  const auto first_number = value(shop.metrics().head.position) + 1;
  for (std::uint64_t number = first_number; number < first_number + 3; ++number) {
    const command_result answer =
        shop.execute(create_order{.order = order_id{"order-" + std::to_string(number)},
                                  .customer = customer_id{"cust-1"},
                                  .currency = currency{"EUR"},
                                  .items = {{product_id{"book"}, "A book", quantity{1}, 12.50_money}},
                                  .place = true})
            .get();
    if (answer) last = answer->last;
  }
  return last;
}

} // namespace

int main() {
  engine shop{config{.database = "orders.db"}};
  std::atomic<std::uint64_t> published{0};
  consumer_options options;
  options.on_error = [](const std::string& why) { std::cerr << "outbox: " << why << '\n'; };
  consumer outbox = shop.consume(
      "outbox", {.stream_types = {"order"}, .event_types = {}},
      [&](const consumer_batch& batch, const acknowledgement& done) {
        publish(batch, done);
        published = value(batch.events.back().position);
        published.notify_one();
      },
      options);
  std::cout << "Everything up to position " << value(outbox.acknowledged()) << " was published before\n";

  const std::uint64_t last = value(take_orders(shop));
  for (std::uint64_t now = published; now < last; now = published)
    published.wait(now);
  shop.stop(); // Keeps what was acknowledged.
  std::cout << "Published up to position " << value(outbox.acknowledged()) << '\n';
}
