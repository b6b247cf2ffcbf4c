#pragma once

#include "views/core/view_fixture.hpp"

#include "docket/domain/order/order.hpp"
#include "docket/persistence/codec/order_codec.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace docket::testing {

// How the times of what is written one after the other lie.
enum class arrival {
  in_order,
  nearly, // Some seconds earlier or later.
  anyhow, // Whole orders are recorded in any order.
};

struct shop_size {
  int orders = 100, customers = 20, products = 10;
  std::vector<std::string> currencies{"USD"};
};

// Writes orders whose lines come, go and change into a room's log. The same seed writes the same log.
class shop_history {
public:
  shop_history(view_room& room, shop_size size, arrival how, std::uint32_t seed)
      : room_(room),
        size_(std::move(size)),
        how_(how),
        random_(seed) {}

  void write() {
    for (int i = 0; i < size_.orders; ++i)
      write_order(i);
  }

  [[nodiscard]] int below(int n) { return static_cast<int>(random_() % static_cast<std::uint32_t>(n)); }

  static constexpr timestamp start{1'772'323'200'000'000}; // 2026-03-01
  static constexpr std::int64_t minute = 60'000'000;

  // Some moment between the first order and a little after the last.
  [[nodiscard]] timestamp some_time() { return {start.microseconds + below(size_.orders + 60) * minute}; }

private:
  [[nodiscard]] std::int64_t time_of(int order) {
    switch (how_) {
    case arrival::in_order: return order * minute;
    case arrival::nearly: return order * minute + below(180) * 1'000'000;
    case arrival::anyhow: return below(size_.orders) * minute;
    }
    return 0;
  }

  void write_order(int number) {
    const auto& code =
        size_.currencies.at(static_cast<std::size_t>(below(static_cast<int>(size_.currencies.size()))));
    const currency in{code};
    auto now = start.microseconds + time_of(number);
    const auto id = "o-" + std::to_string(number);
    std::vector<order_event> events{order_created{customer_id{"c" + std::to_string(below(size_.customers))},
                                                  in, amount{below(500)}, nullptr}};
    state_ = {};
    std::vector<std::string> there;
    for (int lines = below(4); lines > 0; --lines)
      events.push_back(add(there, in));
    flush(id, now, events);
    for (int changes = below(4); changes > 0; --changes) {
      now += below(4) * minute / 2;
      events.push_back(change(there, in));
      if (below(2) == 0) flush(id, now, events);
    }
    if (below(3) > 0)
      events.push_back(order_placed{total_after(events), in, ""});
    else if (below(4) == 0)
      events.push_back(order_cancelled{"no", amount{}, in});
    flush(id, now, events);
  }

  // What is not written yet included.
  [[nodiscard]] amount total_after(const std::vector<order_event>& events) const {
    auto state = state_;
    for (const auto& event : events)
      state = evolve(std::move(state), event, timestamp{});
    return total_of(state);
  }

  void flush(const std::string& id, std::int64_t now, std::vector<order_event>& events) {
    if (events.empty()) return;
    for (const auto& event : events)
      state_ = evolve(std::move(state_), event, timestamp{});
    room_.at(timestamp{now}).write<order>(id, events);
    events.clear();
  }

  [[nodiscard]] order_event add(std::vector<std::string>& there, const currency& in) {
    const int number = std::min(below(size_.products), below(size_.products)); // Some sell better.
    auto product = "p" + std::to_string(number);
    if (std::ranges::find(there, product) == there.end()) there.push_back(product);
    return item_added{product_id{product}, "", quantity{1 + below(5)}, amount{100 + number}, in};
  }

  [[nodiscard]] order_event change(std::vector<std::string>& there, const currency& in) {
    if (there.empty() || below(3) == 0) return add(there, in);
    const auto at = there.begin() + below(static_cast<int>(there.size()));
    const product_id product{*at};
    if (below(2) == 0) return quantity_changed{product, quantity{1 + below(9)}};
    there.erase(at);
    return item_removed{product};
  }

  view_room& room_;
  shop_size size_;
  arrival how_;
  std::mt19937 random_;
  order_state state_; // Of the order that is being written.
};

} // namespace docket::testing
