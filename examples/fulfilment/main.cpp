// An order that carries itself out: the engine asks your payment provider and your carrier, and tells you how
// it went. Here both are a few lines that answer at once; yours will send a request and call back when the
// answer comes.
#include <docket/actors/gateways/carrier_gateway.hpp>
#include <docket/actors/gateways/payment_gateway.hpp>
#include <docket/engine.hpp>

#include <future>
#include <iostream>
#include <memory>

using namespace docket;

namespace {

// Asked again with a key it knows, a provider must answer as before and do nothing twice. Nothing here can be
// done twice; a real one is given the key with the request.
class bank : public payment_gateway {
public:
  void authorise(const payment_call& call, callback done) override { say("sets aside", call, done); }
  void capture(const payment_call& call, callback done) override { say("takes", call, done); }
  void void_payment(const payment_call& call, callback done) override { say("leaves", call, done); }
  void refund(const payment_call& call, callback done) override { say("gives back", call, done); }

private:
  static void say(const char* what, const payment_call& call, const callback& done) {
    std::cout << "  the bank " << what << ' ' << format_amount(call.sum, call.currency) << ' '
              << call.currency.code() << " (key " << call.key.view() << ")\n";
    done({.what = payment_answer::kind::done, .reference = "bank-1"});
  }
};

class van : public carrier_gateway {
public:
  void dispatch(const carrier_call& call, callback told) override {
    std::cout << "  the van drives off with " << call.lines.size() << " kind(s) of goods\n";
    told({.what = carrier_answer::kind::dispatched, .carrier = "our van", .tracking_number = "van-1"});
    told({.what = carrier_answer::kind::delivered});
  }
  void recall(const carrier_call&, callback told) override { told({.what = carrier_answer::kind::recalled}); }
};

create_order book_for(const order_id& id) {
  return {.order = id,
          .customer = customer_id{"cust-1"},
          .currency = currency{"EUR"},
          .items = {{product_id{"book"}, "A book", quantity{1}, 12.50_money}},
          .place = true};
}

// Places the order and waits until its fulfilment has ended, well or not.
void fulfil(engine& shop, const order_id& id) {
  std::promise<void> ended;
  const auto begin = from_position{value(shop.metrics().head.position)};
  subscription news = shop.subscribe(begin, [&](const event_view& event) {
    const bool is_end = event.type == "FulfilmentCompleted" || event.type == "FulfilmentCompensated";
    if (is_end && event.stream_id == id.view()) ended.set_value();
  });
  std::cout << "Order " << id.view() << ":\n";
  if (const auto placed = shop.execute(book_for(id)).get(); !placed) {
    std::cout << "  refused: " << placed.error().message << '\n';
    return;
  }
  ended.get_future().wait();
  news.cancel();
  std::cout << "  is " << phase_name(shop.order(id.view()).now()->state) << "; its fulfilment is "
            << phase_name(shop.fulfilment(id.view()).now()->state) << '\n';
}

} // namespace

int main() {
  config settings{.database = "orders.db"};
  settings.fulfilment.mode = fulfilment_mode::pay_first;
  settings.payments = std::make_shared<bank>();
  settings.carrier = std::make_shared<van>();
  engine shop{settings};

  const auto run = std::to_string(value(shop.metrics().head.position)); // New orders at every run.
  shop.execute(stock_command{receive_stock{product_id{"book"}, quantity{1}}}).get().value();
  fulfil(shop, order_id{"first-" + run});
  fulfil(shop, order_id{"second-" + run}); // There was only one book: the money goes back.
}
