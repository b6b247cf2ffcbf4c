#include "docket/domain/order/order.hpp"

#include "codec/golden_events.hpp"

namespace docket {

namespace {

const currency usd{"USD"};

std::shared_ptr<const personal_data> ann() {
  return std::make_shared<const personal_data>(personal_data{
      "Ann Ample", "ann@ample.example", "+1 555 0100",
      postal_address{"Ann Ample", "1 Sample Street", "2nd floor", "Springfield", "Oregon", "12345", "US"},
      postal_address{"", "Straße 5", "", "Köln", "", "50667", "DE"}});
}

} // namespace

template <>
std::map<std::string, order_event> golden_events<order>() {
  return {
      {"OrderCreated.v1", order_created{customer_id{"cust-1"}, usd, amount{0}, ann()}},
      {"OrderCreated.v2", order_created{customer_id{"cust-1"}, usd, amount{599}, ann()}},
      {"ItemAdded.v1",
       item_added{product_id{"widget"}, "Widget \"Blau\" \\ 1/2\"\n", quantity{2}, amount{2999}, usd}},
      {"ItemRemoved.v1", item_removed{product_id{"widget"}}},
      {"QuantityChanged.v1", quantity_changed{product_id{"widget"}, quantity{1'000'000}}},
      {"OrderPlaced.v1", order_placed{amount{10997}, usd}},
      {"OrderPlaced.v2", order_placed{amount{10997}, usd, "boleto"}},
      {"PaymentReceived.v1", payment_received{payment_id{"pay-1"}, amount{10'997}, currency{"JPY"}, "card"}},
      {"OrderPaid.v1", order_paid{amount{10'997}, currency{"KWD"}}},
      {"OrderConfirmed.v1", order_confirmed{}},
      {"OrderShipped.v1", order_shipped{"1Z999AA10123456784", "UPS", timestamp{1'772'618'400'123'456}}},
      {"OrderDelivered.v1", order_delivered{}},
      {"OrderCancelled.v1", order_cancelled{"changed my mind", amount{5}, usd}},
      {"RefundRecorded.v1", refund_recorded{refund_id{"ref-1"}, amount{5}, usd}},
  };
}

} // namespace docket
