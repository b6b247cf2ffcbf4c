#pragma once

#include "docket/domain/fulfilment/fulfilment.hpp"

#include <string_view>

// The order that most tests are about: two widgets and a gadget for 109.97 USD, by card.
namespace docket::testing::fulfilments {

inline const order_id order_1{"order-001"};
inline const product_id widget{"widget"};
inline const product_id gadget{"gadget"};
inline const currency usd{"USD"};
inline constexpr amount total{10997};
inline constexpr timestamp placed_at{1'772'359'200'000'000}; // 2026-03-01T10:00:00Z

inline begin_fulfilment beginning(fulfilment_flow flow) {
  return {order_1, "p-1", flow, usd, total, "card", {{widget, quantity{2}}, {gadget, quantity{1}}}};
}

inline const parcel a_parcel{"UPS", "1Z999AA10123456784", {}};

} // namespace docket::testing::fulfilments
