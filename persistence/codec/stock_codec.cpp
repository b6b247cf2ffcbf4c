#include "docket/persistence/codec/stock_codec.hpp"

#include "docket/persistence/codec/event_table.hpp"

namespace docket {

template <>
struct event_form<stock_received> {
  static constexpr std::string_view name = "StockReceived";

  static void write(json_writer& to, const stock_received& e) { to.integer("quantity", e.pieces.pieces()); }

  static void read(json_fields& from, stock_received& e) { e.pieces = from.pieces("quantity"); }
};

template <>
struct event_form<stock_adjusted> {
  static constexpr std::string_view name = "StockAdjusted";

  static void write(json_writer& to, const stock_adjusted& e) {
    to.integer("difference", e.difference);
    to.string("reason", e.reason.view());
  }

  static void read(json_fields& from, stock_adjusted& e) {
    e.difference = from.integer("difference");
    e.reason = from.string("reason");
  }
};

// What all events about one order's pieces say.
template <class Event>
struct pieces_of_order_form {
  static void write(json_writer& to, const Event& e) {
    to.string("orderId", e.order.view());
    to.integer("quantity", e.pieces.pieces());
  }

  static void read(json_fields& from, Event& e) {
    e.order = from.id<order_id>("orderId");
    e.pieces = from.pieces("quantity");
  }
};

template <>
struct event_form<stock_reserved> : pieces_of_order_form<stock_reserved> {
  static constexpr std::string_view name = "StockReserved";
};

template <>
struct event_form<stock_back_ordered> : pieces_of_order_form<stock_back_ordered> {
  static constexpr std::string_view name = "StockBackOrdered";
};

template <>
struct event_form<stock_released> : pieces_of_order_form<stock_released> {
  static constexpr std::string_view name = "StockReleased";
};

template <>
struct event_form<stock_shipped> : pieces_of_order_form<stock_shipped> {
  static constexpr std::string_view name = "StockShipped";
};

event_type codec<stock>::type_of(const stock_event& event) noexcept {
  return event_table<stock_event>::type_of(event);
}

void codec<stock>::encode(const stock_event& event, std::string& json) {
  event_table<stock_event>::encode(event, json);
}

expected<stock_event, codec_error> codec<stock>::decode(std::string_view type, std::int32_t schema,
                                                        std::string_view json) {
  return event_table<stock_event>::decode(type, schema, json);
}

} // namespace docket
