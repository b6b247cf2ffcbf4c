#pragma once

#include "docket/engine.hpp"

#include <string>
#include <string_view>
#include <utility>

// Orders in few words, for the tests' stories.
namespace docket::service::testing {

inline timestamp at(std::string_view rfc3339) { return parse_timestamp(rfc3339).value(); }

inline command_options at_time(std::string_view rfc3339) {
  command_options options;
  options.occurred_at = at(rfc3339);
  return options;
}

inline create_order new_order(std::string_view id, std::string_view customer = "cust-1", bool place = true) {
  create_order c;
  c.order = order_id{id};
  c.customer = customer_id{customer};
  c.currency = docket::currency{"USD"};
  c.items = {{product_id{"widget"}, "Widget", quantity{2}, 29.99_money}};
  c.place = place;
  return c;
}

// Of somebody: a name, an e-mail address, and where she lives.
inline create_order orders_of_zoe(std::string_view id) {
  auto c = new_order(id);
  personal_data zoe;
  zoe.name = "Zoe Quist";
  zoe.email = "zoe@example.org";
  zoe.shipping_address = postal_address{.name = "Zoe Quist", .line1 = "Elm Street 5", .city = "Oslo"};
  c.personal = std::make_shared<const personal_data>(std::move(zoe));
  return c;
}

} // namespace docket::service::testing
