// Follows the log: prints each event as it is committed, remembers how far it came, and goes on from there
// when it is started again. Keep a read model, send mails or feed another system in the same way.
#include <docket/engine.hpp>

#include <atomic>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <string>

using namespace docket;

namespace {

constexpr const char* position_file = "subscriber.position";

from_position last_seen() {
  from_position begin;
  std::ifstream{position_file} >> begin.after;
  return begin;
}

// The event first, its position after it: should the program die in between, the event is seen twice and
// never missed.
void handle(const event_view& event) {
  std::cout << value(event.position) << "  " << event.stream_id << "  " << event.type << "  " << event.data
            << '\n';
  std::ofstream{position_file, std::ios::trunc} << value(event.position) << '\n';
}

// A few orders, so that there is something to see. Answers the position of the last event.
position take_orders(engine& shop, std::uint64_t first_number) {
  position last{};
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
  const from_position begin = last_seen();
  std::cout << "Events after position " << begin.after << ":\n";

  std::atomic<std::uint64_t> seen{begin.after};
  subscription events = shop.subscribe(begin, [&](const event_view& event) {
    handle(event);
    seen = value(event.position);
    seen.notify_one();
  });

  const std::uint64_t last = value(take_orders(shop, value(shop.metrics().head.position) + 1));
  for (std::uint64_t now = seen; now < last; now = seen)
    seen.wait(now);
  events.cancel(); // Waits for the call under way; after it no event is handed over.
}
