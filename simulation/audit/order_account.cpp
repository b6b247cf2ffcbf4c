#include "docket/simulation/audit/books.hpp"

#include <fmt/format.h>

// An order's sums.
namespace docket {

namespace {

class entry {
public:
  entry(order_account& order, const audited_event& event, findings& found)
      : order_(order),
        event_(event),
        data_(event.data()),
        found_(found) {}

  void make() {
    const std::string_view type = event_.seen.type;
    if (order_.owes_paid && type != "OrderPaid")
      found_.add("half_a_batch", fmt::format("{}: OrderPaid should stand here", event_.place()));
    if (data_.has("currency") && type != "OrderCreated")
      require(data_.text("currency") == order_.currency, "the order has another currency");
    if (type == "OrderCreated") return create();
    if (type == "ItemAdded") return add_item();
    if (type == "ItemRemoved") return static_cast<void>(order_.lines.erase(data_.text("productId")));
    if (type == "QuantityChanged") return static_cast<void>(line().pieces = data_.number("quantity"));
    if (type == "OrderPlaced") return place();
    if (type == "PaymentReceived") return receive_payment();
    if (type == "OrderPaid") return pay();
    if (type == "OrderConfirmed") return become("confirmed");
    if (type == "OrderShipped") return ship();
    if (type == "OrderDelivered") return become("delivered");
    if (type == "OrderCancelled") return cancel();
    if (type == "RefundRecorded") return record_refund();
  }

private:
  void require(bool holds, std::string_view otherwise) {
    if (!holds) found_.add("money_not_conserved", fmt::format("{}: {}", event_.place(), otherwise));
  }
  void become(std::string_view phase) { order_.phase = phase; }
  order_line_account& line() { return order_.lines[data_.text("productId")]; }

  void create() {
    order_.customer = data_.text("customerId");
    order_.currency = data_.text("currency");
    order_.fee = data_.money("shippingFee");
    become("pending");
  }

  void add_item() {
    auto& to = line();
    to.pieces += data_.number("quantity");
    to.unit_price = data_.money("unitPrice");
  }

  void place() {
    order_.total = data_.money("total");
    require(*order_.total == order_.sum_of_lines(), "the total is not that of its lines and fee");
    become("placed");
  }

  void receive_payment() {
    const auto paid = data_.money("amount");
    const auto is_new = order_.payments.try_emplace(data_.text("paymentId"), paid).second;
    if (!is_new) found_.add("charged_twice", fmt::format("{}: it took this payment before", event_.place()));
    order_.paid += paid;
    require(paid > 0, "nothing was paid");
    require(order_.paid <= order_.total.value_or(0), "more was paid than is due");
    order_.owes_paid = order_.paid == order_.total;
  }

  void pay() {
    order_.owes_paid = false;
    require(data_.money("totalPaid") == order_.paid && order_.paid == order_.total,
            "it is paid, and its payments do not come to its total");
    become("paid");
  }

  void ship() {
    order_.was_shipped = true;
    become("shipped");
  }

  void cancel() {
    order_.refund_due = data_.money("refundDue");
    require(order_.refund_due == order_.paid, "what is due back is not what was paid");
    become("cancelled");
  }

  void record_refund() {
    const auto refunded = data_.money("amount");
    order_.refunded += refunded;
    require(order_.refunds.insert(data_.text("refundId")).second, "this refund was recorded before");
    require(refunded > 0, "nothing was given back");
    require(order_.refunded <= order_.refund_due, "more was given back than is due");
  }

  order_account& order_;
  const audited_event& event_;
  event_fields data_;
  findings& found_;
};

} // namespace

std::int64_t order_account::sum_of_lines() const {
  auto sum = fee;
  for (const auto& [product, line] : lines)
    sum += line.pieces * line.unit_price;
  return sum;
}

void take_event(order_account& order, const audited_event& event, findings& found) {
  entry{order, event, found}.make();
}

} // namespace docket
