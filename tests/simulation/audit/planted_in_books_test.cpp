// Each violation between the books, planted once, is found by its name.
#include "audit/edited_log.hpp"
#include "audit/small_shop.hpp"
#include "audit/violated.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace docket;
using namespace docket::testing;

namespace {

// One order is delivered; one finds no gadget after it was paid; one is declined.
struct three_orders : small_shop {
  three_orders() {
    receive("widget", 10);
    receive("gadget", 1);
    place("o-1");
    fulfil("o-1");
    arrive("o-1");
    place("o-2");
    fulfil("o-2");
    place("o-3");
    declines = true;
    fulfil("o-3");
  }
};

struct spoilt : three_orders {
  [[nodiscard]] std::set<std::string> find(bool quiet = true) {
    return violated(
        audit({.log = log, .ledger = &ledger, .states = false, .quiet = quiet, .automatic = true}));
  }

  // What a gateway did besides.
  void note(ledger_entry entry) {
    entry.currency = currency{"USD"};
    ledger.record(std::move(entry));
  }

  edited_log log{reader()};
};

ledger_entry payment_entry(std::string_view key, std::string_view order, gateway_effect effect) {
  return {.key = text{key},
          .operation = gateway_operation::capture,
          .payment = payment_id{order},
          .order = order_id{order},
          .sum = amount{10'997},
          .effect = effect};
}

ledger_entry parcel_entry(std::string_view key, std::string_view order, gateway_effect effect) {
  return {.key = text{key},
          .operation = gateway_operation::dispatch,
          .shipment = shipment_id{order},
          .order = order_id{order},
          .effect = effect};
}

} // namespace

TEST_CASE("the books to spoil are sound", "[audit]") { CHECK(spoilt{}.find().empty()); }

TEST_CASE("pieces that were promised twice, without being there, or freed twice are found", "[audit]") {
  spoilt twice;
  twice.log.repeat("StockReserved").data = R"({"orderId":"o-1","quantity":1})";
  twice.log.repeat("StockReserved");
  CHECK(twice.find().contains("stock_not_conserved"));
  spoilt too_many;
  too_many.log.replace("StockReserved", "\"quantity\":2", "\"quantity\":99");
  CHECK(too_many.find().contains("stock_not_conserved"));
  spoilt freed;
  freed.log.repeat("StockReleased");
  CHECK(freed.find().contains("stock_not_conserved"));
  spoilt lost;
  lost.log.replace("StockReleased", "\"quantity\":2", "\"quantity\":1");
  CHECK(lost.find().contains("stock_not_conserved"));
}

TEST_CASE("pieces that stay reserved at the end are found", "[audit]") {
  spoilt s;
  s.log.remove_last("StockReleased");
  CHECK(s.find().contains("stock_still_reserved"));
  CHECK_FALSE(s.find(false).contains("stock_still_reserved"));
}

TEST_CASE("pieces that did not leave are found", "[audit]") {
  spoilt s;
  s.log.remove_last("StockShipped");
  CHECK(s.find().contains("pieces_differ"));
}

TEST_CASE("sums of an order and of a payment that do not add up are found", "[audit]") {
  const auto spoil = [](std::string_view type, std::string_view was, std::string_view is) {
    spoilt s;
    s.log.replace(type, was, is);
    return s.find(false);
  };
  CHECK(spoil("OrderPlaced", "109.97", "109.98").contains("money_not_conserved"));
  CHECK(spoil("PaymentReceived", "109.97", "109.98").contains("money_not_conserved"));
  CHECK(spoil("OrderPaid", "109.97", "109.98").contains("money_not_conserved"));
  CHECK(spoil("OrderCancelled", "refundDue\":\"0.00", "refundDue\":\"0.01").contains("money_not_conserved"));
  CHECK(spoil("RefundRecorded", "109.97", "109.98").contains("money_not_conserved"));
  CHECK(spoil("PaymentCaptured", "109.97", "109.98").contains("money_not_conserved"));
  CHECK(spoil("PaymentRefunded", "109.97", "109.98").contains("money_not_conserved"));
  CHECK(spoil("PaymentRefunded", "USD", "EUR").contains("money_not_conserved"));
}

TEST_CASE("a payment that is captured twice is found, in the log and in the ledger", "[audit]") {
  spoilt in_log;
  in_log.log.repeat("PaymentCaptured");
  CHECK(in_log.find(false).contains("charged_twice"));
  spoilt in_ledger;
  in_ledger.note(payment_entry("another", "o-1", gateway_effect::captured));
  CHECK(in_ledger.find(false) == std::set<std::string>{"charged_twice"});
  CHECK(in_ledger.find().contains("ledger_disagrees"));
}

TEST_CASE("money that is kept of a cancelled order is found", "[audit]") {
  spoilt s;
  s.log.remove_last("PaymentRefunded");
  CHECK(s.find().contains("money_kept"));
  CHECK_FALSE(s.find(false).contains("money_kept"));
}

TEST_CASE("a refund that the order does not know of is found", "[audit]") {
  spoilt s;
  s.log.remove_last("RefundRecorded");
  CHECK(s.find().contains("records_differ"));
}

TEST_CASE("a key with two effects is found", "[audit]") {
  spoilt s;
  const auto key = s.ledger.entries().front().key;
  s.note(payment_entry(key.view(), "o-1", gateway_effect::voided));
  CHECK(s.find(false) == std::set<std::string>{"key_used_twice"});
}

TEST_CASE("money that the gateway never moved is found", "[audit]") {
  spoilt s;
  const gateway_ledger empty;
  const auto found = violated(audit({.log = s.log, .ledger = &empty, .states = false}));
  CHECK(found == std::set<std::string>{"ledger_disagrees"});
}

TEST_CASE("money that the gateway moved and the log does not know is found at the end", "[audit]") {
  spoilt s;
  s.note(payment_entry("late", "o-3", gateway_effect::captured));
  CHECK(s.find(false).empty());
  CHECK(s.find() == std::set<std::string>{"ledger_disagrees"});
}

TEST_CASE("a capture after the payment was voided is found", "[audit]") {
  spoilt s;
  s.note(payment_entry("v", "o-3", gateway_effect::voided));
  s.note(payment_entry("c", "o-3", gateway_effect::captured));
  CHECK(s.find(false) == std::set<std::string>{"ledger_disagrees"});
}

TEST_CASE("parcels that are not as the carrier has them are found", "[audit]") {
  spoilt twice;
  twice.note(parcel_entry("again", "o-1", gateway_effect::dispatched));
  CHECK(twice.find(false) == std::set<std::string>{"dispatched_twice"});
  spoilt stray;
  stray.note(parcel_entry("stray", "o-3", gateway_effect::dispatched));
  CHECK(stray.find(false).empty());
  CHECK(stray.find() == std::set<std::string>{"ledger_disagrees"});
  spoilt other;
  other.log.last("ShipmentDelivered").type = "ShipmentFailed";
  CHECK(other.find().contains("ledger_disagrees"));
  CHECK(other.find().contains("records_differ"));
}

TEST_CASE("what people put a hand to is theirs to answer for", "[audit]") {
  spoilt s;
  s.log.remove_last("PaymentRefunded");
  auto& recorded = s.log.last("RefundRecorded");
  recorded.user = "anna";
  CHECK_FALSE(s.find().contains("money_kept"));
}
