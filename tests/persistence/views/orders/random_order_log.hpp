#pragma once

#include "views/core/view_fixture.hpp"

#include "docket/domain/order/order.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/views/orders/order_list.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace docket::testing {

// A log of orders that live at the same time, recorded in any order of when it happened, and what a plain
// fold over all of its events says.
class random_order_log {
public:
  explicit random_order_log(unsigned seed) : random_(seed) {}

  struct known_event {
    std::int64_t position = 0;
    std::size_t order = 0; // In the order of creation.
    timestamp occurred_at;
    order_event event;
  };
  struct folded_order {
    std::size_t number = 0;
    std::string id;
    std::int64_t created_position = 0, position = 0;
    order_state state;
  };

  // That many commits, each of one order's next events.
  void grow(int commits) {
    for (int i = 0; i < commits; ++i)
      grow_one();
  }

  // Other streams' events, so many that orders come into another part of the log.
  void pass_over(std::size_t positions) {
    append other;
    other.stream = {"other", "filling"};
    other.commands.emplace_back();
    other.events.resize(positions);
    for (auto& event : other.events)
      event = {.id = {},
               .type = "Filled",
               .schema = 1,
               .occurred_at = view_room::hour(0),
               .command = 0,
               .data = "{}"};
    room_.commit({other});
  }

  [[nodiscard]] view_room& room() noexcept { return room_; }
  [[nodiscard]] const std::vector<known_event>& events() const noexcept { return events_; }
  [[nodiscard]] std::uint64_t pick(std::uint64_t below) { return random_() % below; }
  [[nodiscard]] std::int64_t head() const { return events_.back().position; }

  // Every order that there was, by creation.
  [[nodiscard]] std::vector<folded_order> fold(const moment& at) const {
    std::map<std::size_t, folded_order> orders;
    for (const auto& e : events_) {
      if (at.at && e.position > static_cast<std::int64_t>(value(*at.at))) break;
      if (at.as_of && e.occurred_at > *at.as_of) continue;
      auto& order = orders[e.order];
      if (order.created_position == 0) order = {e.order, id_of(e.order), e.position, 0, {}};
      order.position = e.position;
      order.state = evolve(std::move(order.state), e.event, e.occurred_at);
    }
    std::vector<folded_order> result;
    for (auto& [number, order] : orders)
      result.push_back(std::move(order));
    return result;
  }

  static std::string id_of(std::size_t order) {
    const auto number = std::to_string(order);
    return order % 3 == 0 ? "Order-" + number : order % 3 == 1 ? "web." + number + "-X" : number + "~b";
  }

private:
  struct life {
    order_state state;
    timestamp now;
  };

  template <class T>
  T one_of(std::initializer_list<T> values) {
    return values.begin()[pick(values.size())];
  }

  void grow_one() {
    const bool is_new = lives_.empty() || pick(6) == 0;
    const auto number = is_new ? lives_.size() : pick(lives_.size());
    if (is_new)
      lives_.push_back(
          {no_order{}, {view_room::hour(0).microseconds + static_cast<std::int64_t>(pick(50)) * 1'000'000}});
    auto& one = lives_[number];
    std::vector<order_event> events;
    if (is_new) events.push_back(creation());
    for (auto more = pick(4) + (is_new ? 0 : 1); more > 0; --more)
      events.push_back(is_new || pick(3) == 0 ? any_event() : next_event(one.state));
    if (!is_new)
      one.now.microseconds +=
          static_cast<std::int64_t>(one_of<std::uint64_t>({0, 0, 1, pick(5'000'000), pick(40'000'000)}));
    write(number, one, events);
  }

  void write(std::size_t number, life& one, const std::vector<order_event>& events) {
    room_.occurred(one.now);
    auto position = static_cast<std::int64_t>(value(room_.write<order>(id_of(number), events))) -
                    static_cast<std::int64_t>(events.size());
    for (const auto& event : events) {
      one.state = evolve(std::move(one.state), event, one.now);
      events_.push_back({++position, number, one.now, event});
    }
  }

  order_event creation() {
    std::shared_ptr<const personal_data> personal;
    if (pick(2) == 0) {
      personal_data data;
      data.name = one_of<const char*>({"Ann Lee", "Bob O'Hara", "Zoë Straße", "lee ann"});
      personal = std::make_shared<const personal_data>(std::move(data));
    }
    return order_created{customer_id{one_of<const char*>({"cust-1", "cust-2", "CUST.3", "cust-10"})},
                         currency{one_of<const char*>({"USD", "USD", "JPY", "KWD"})},
                         amount{static_cast<std::int64_t>(pick(3)) * 100}, personal};
  }

  // Whatever it is: what the phase does not expect must change nothing but the time.
  order_event any_event() {
    const currency usd{"USD"};
    const product_id product{one_of<const char*>({"lamp", "desk-2", "mug"})};
    switch (pick(12)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return item_added{product, one_of<const char*>({"", "Red Lamp", "Großer Tisch"}),
                        quantity{1 + static_cast<std::int64_t>(pick(3))},
                        amount{static_cast<std::int64_t>(pick(5)) * 50}, usd};
    case 4:
    case 5: return item_removed{product};
    case 6: return quantity_changed{product, quantity{1 + static_cast<std::int64_t>(pick(9))}};
    case 7:
      return payment_received{payment_id{"p"}, amount{static_cast<std::int64_t>(pick(4)) * 25}, usd, "card"};
    case 8: return order_cancelled{"because", amount{0}, usd};
    case 9: return refund_recorded{refund_id{"r"}, amount{10}, usd};
    case 10: return creation();
    default: return order_shipped{"TRACK-9", "UPS", std::nullopt};
    }
  }

  order_event next_event(const order_state& state) {
    const currency usd{"USD"};
    const auto phase = phase_name(state);
    if (phase == "pending" && pick(2) == 0) return any_event();
    if (phase == "pending") return order_placed{total_of(state), usd, ""};
    if (phase == "placed") return order_paid{total_of(state), usd};
    if (phase == "paid" && pick(2) == 0) return order_confirmed{};
    if (phase == "paid" || phase == "confirmed")
      return order_shipped{"TR-" + std::to_string(pick(5)), "UPS", std::nullopt};
    if (phase == "shipped") return order_delivered{};
    return refund_recorded{refund_id{"r"}, amount{10}, usd};
  }

  std::mt19937_64 random_;
  view_room room_;
  std::vector<life> lives_;
  std::vector<known_event> events_;
};

} // namespace docket::testing
