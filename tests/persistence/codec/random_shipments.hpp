#pragma once

#include "docket/domain/shipment/shipment.hpp"

#include "codec/random_values.hpp"

// Shipments for properties.
namespace docket::random_values {

inline std::vector<shipment_line> parcel_lines() {
  return some(4, [] { return shipment_line{*id<product_id>(), *any_quantity()}; });
}

inline shipment_dispatch any_dispatch() { return {*words(), *words(), maybe(any_time()), *any_time()}; }

inline void fill(shipment_content& s, at_random) {
  s = {*id<order_id>(), parcel_lines(), *any_time(), *any_time()};
}

inline void fill(dispatched_shipment& s, at_random) {
  fill(static_cast<shipment_content&>(s), at_random{});
  s.dispatch = any_dispatch();
}

inline void fill(delivered_shipment& s, at_random) {
  fill(static_cast<shipment_content&>(s), at_random{});
  s.dispatch = any_dispatch();
  s.delivered_at = *any_time();
}

inline void fill(failed_shipment& s, at_random) {
  fill(static_cast<shipment_content&>(s), at_random{});
  if (*rc::gen::arbitrary<bool>()) s.dispatch = any_dispatch();
  s.reason = *words();
  s.failed_at = *any_time();
}

template <>
struct any<shipment> {
  static shipment_event event() {
    switch (*rc::gen::inRange(0, 4)) {
    case 0: return shipment_requested{*id<order_id>(), parcel_lines()};
    case 1: return shipment_dispatched{*words(), *words(), maybe(any_time())};
    case 2: return shipment_delivered{};
    default: return shipment_failed{*words()};
    }
  }

  static shipment_state state() {
    switch (*rc::gen::inRange(0, 4)) {
    case 0: return filled<requested_shipment>();
    case 1: return filled<dispatched_shipment>();
    case 2: return filled<delivered_shipment>();
    default: return filled<failed_shipment>();
    }
  }
};

} // namespace docket::random_values
