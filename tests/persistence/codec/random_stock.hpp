#pragma once

#include "docket/domain/stock/stock.hpp"

#include "codec/random_values.hpp"

// Stock for properties.
namespace docket::random_values {

inline void fill(known_stock& s, at_random) {
  for (auto* count :
       {&s.received, &s.adjusted, &s.available, &s.reserved, &s.shipped, &s.back_ordered, &s.back_shipped})
    *count = *rc::gen::arbitrary<std::int64_t>();
  for (auto kept = *rc::gen::inRange(0, 5); kept > 0; --kept)
    s.reservations[*id<order_id>()] = {*any_quantity(), *rc::gen::arbitrary<bool>()};
  s.first_event_at = *any_time();
  s.updated_at = *any_time();
}

template <>
struct any<stock> {
  static stock_event event() {
    switch (*rc::gen::inRange(0, 6)) {
    case 0: return stock_received{*any_quantity()};
    case 1: return stock_adjusted{*rc::gen::arbitrary<std::int64_t>(), *words()};
    case 2: return stock_reserved{*id<order_id>(), *any_quantity()};
    case 3: return stock_back_ordered{*id<order_id>(), *any_quantity()};
    case 4: return stock_released{*id<order_id>(), *any_quantity()};
    default: return stock_shipped{*id<order_id>(), *any_quantity()};
    }
  }

  static stock_state state() { return filled<known_stock>(); }
};

} // namespace docket::random_values
