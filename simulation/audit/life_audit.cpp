#include "docket/simulation/audit/log_audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>

// The lives of orders, payments, stocks and shipments as tables, written from the documentation.
namespace docket {

namespace {

struct transition {
  std::string_view event;
  std::string_view from; // Phases, with a blank between them.
  std::string_view to;   // Empty: it stays where it is.
};

constexpr transition order_life[] = {
    {"OrderCreated", "none", "pending"},
    {"ItemAdded", "pending", ""},
    {"ItemRemoved", "pending", ""},
    {"QuantityChanged", "pending", ""},
    {"OrderPlaced", "pending", "placed"},
    {"PaymentReceived", "placed", ""},
    {"OrderPaid", "placed", "paid"},
    {"OrderConfirmed", "paid", "confirmed"},
    {"OrderShipped", "paid confirmed", "shipped"},
    {"OrderDelivered", "shipped", "delivered"},
    {"OrderCancelled", "pending placed paid confirmed", "cancelled"},
    {"RefundRecorded", "cancelled", ""},
};

// Money that was taken is believed whatever was heard before.
constexpr transition payment_life[] = {
    {"PaymentRequested", "none", "requested"},
    {"PaymentAuthorised", "requested", "authorised"},
    {"PaymentCaptured", "requested authorised declined voided", "captured"},
    {"PaymentDeclined", "requested authorised", "declined"},
    {"PaymentVoided", "requested authorised", "voided"},
    {"PaymentRefunded", "captured", ""},
};

// Until the first receipt a product's stock is promised without being counted.
constexpr transition stock_life[] = {
    {"StockReceived", "none promised counted", "counted"},
    {"StockAdjusted", "counted", ""},
    {"StockReserved", "counted", ""},
    {"StockBackOrdered", "none promised", "promised"},
    {"StockReleased", "promised counted", ""},
    {"StockShipped", "promised counted", ""},
};

constexpr transition shipment_life[] = {
    {"ShipmentRequested", "none", "requested"},
    {"ShipmentDispatched", "requested", "dispatched"},
    {"ShipmentDelivered", "dispatched", "delivered"},
    {"ShipmentFailed", "requested dispatched", "failed"},
};

using life = std::span<const transition>;

life life_of(std::string_view stream_type) {
  if (stream_type == "order") return order_life;
  if (stream_type == "payment") return payment_life;
  if (stream_type == "stock") return stock_life;
  if (stream_type == "shipment") return shipment_life;
  return {};
}

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = 0; at < words.size();) {
    const auto end = std::min(words.find(' ', at), words.size());
    if (words.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

// The phase after the event, which is where it was when the event is none of this life.
std::string_view after(std::string_view phase, const audited_event& event, life known, findings& found) {
  const auto step = std::ranges::find(known, std::string_view{event.seen.type}, &transition::event);
  if (step == known.end()) {
    found.add("unreadable_event", fmt::format("{}: nobody knows {}", event.place(), event.seen.type));
    return phase;
  }
  if (!has_word(step->from, phase))
    found.add("illegal_transition", fmt::format("{}: {} while {}", event.place(), event.seen.type, phase));
  return step->to.empty() ? phase : step->to;
}

} // namespace

void audit_lives(const audited_log& log, findings& found) {
  for (const auto& stream : log.streams()) {
    if (stream.type == "fulfilment") continue;
    const auto known = life_of(stream.type);
    std::string_view phase = "none";
    for (const auto* event : stream.events)
      phase = after(phase, *event, known, found);
  }
}

} // namespace docket
