#pragma once

#include "views/core/view_fixture.hpp"

#include "docket/domain/order/order.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/views/statistics/statistics_query.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace docket::testing {

// The events of a log, decoded once, to be folded again and again.
class whole_log {
public:
  explicit whole_log(view_room& room) {
    room.log_of().read_log(position{1}, {{"order"}, {}}, std::numeric_limits<std::size_t>::max(),
                           [this](const event_view& seen) {
                             events_.push_back(
                                 {seen.position, seen.occurred_at, seen.key,
                                  codec<order>::decode(seen.type, seen.schema, seen.data).value()});
                             return true;
                           });
  }

  [[nodiscard]] std::map<stream_key, order_state> orders(const moment& at) const {
    std::map<stream_key, order_state> states;
    for (const auto& e : events_) {
      if (at.as_of && e.occurred_at > *at.as_of) continue;
      if (at.at && e.position > *at.at) continue;
      auto& state = states[e.key];
      state = evolve(std::move(state), e.event, e.occurred_at);
    }
    return states;
  }

  [[nodiscard]] std::size_t size() const { return events_.size(); }

private:
  struct entry {
    docket::position position;
    timestamp occurred_at;
    stream_key key;
    order_event event;
  };
  std::vector<entry> events_;
};

// What statistics are, said as plainly as possible.
class naive_statistics {
public:
  naive_statistics(const whole_log& log, const moment& at, statistics_by by) {
    for (const auto& [key, state] : log.orders(at))
      if (const auto* content = content_of(state)) count(by, state, *content);
  }

  [[nodiscard]] std::vector<statistics_row> rows(statistics_sort sort, std::size_t limit) const {
    std::vector<statistics_row> all;
    for (const auto& [key, row] : rows_)
      all.push_back(row);
    // By key and currency they are sorted as they stand in the map.
    std::ranges::stable_sort(all,
                             [&](const auto& a, const auto& b) { return number(a, sort) > number(b, sort); });
    if (all.size() > limit) all.resize(limit);
    return all;
  }

private:
  void count(statistics_by by, const order_state& state, const order_content& order) {
    const auto total = total_of(state).minor_units;
    const auto date = format_timestamp(order.created_at);
    std::int64_t pieces = 0, revenue = 0;
    for (const auto& line : order.lines) {
      const auto worth = line.pieces.pieces() * line.unit_price.minor_units;
      if (by == statistics_by::product)
        add(line.product.str(), order.currency, total, line.pieces.pieces(), worth);
      pieces += line.pieces.pieces();
      revenue += worth;
    }
    if (by == statistics_by::customer) add(order.customer.str(), order.currency, total, pieces, revenue);
    if (by == statistics_by::day) add(date.substr(0, 10), order.currency, total, pieces, revenue);
    if (by == statistics_by::month) add(date.substr(0, 7), order.currency, total, pieces, revenue);
  }

  void add(const std::string& key, const currency& in, std::int64_t total, std::int64_t pieces,
           std::int64_t revenue) {
    auto& row = rows_[{key, std::string{in.code()}}];
    row.key = key;
    row.currency = in;
    ++row.orders;
    row.total.minor_units += total;
    row.quantity += pieces;
    row.revenue.minor_units += revenue;
  }

  [[nodiscard]] static double money(amount a, const currency& in) {
    double number = static_cast<double>(a.minor_units); // Small enough here to be exact.
    for (int i = in.exponent(); i < 4; ++i)
      number *= 10;
    return number;
  }

  [[nodiscard]] static double number(const statistics_row& row, statistics_sort by) {
    switch (by) {
    case statistics_sort::orders: return static_cast<double>(row.orders);
    case statistics_sort::total: return money(row.total, row.currency);
    case statistics_sort::quantity: return static_cast<double>(row.quantity);
    case statistics_sort::revenue: return money(row.revenue, row.currency);
    case statistics_sort::key: return 0;
    }
    return 0;
  }

  std::map<std::pair<std::string, std::string>, statistics_row> rows_;
};

} // namespace docket::testing
