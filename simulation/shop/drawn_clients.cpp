#include "docket/simulation/shop/drawn_clients.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace docket {
namespace {

constexpr std::int64_t prices[] = {199, 990, 2'999, 4'999};

std::string money(std::int64_t cents) { return fmt::format("{}.{:02}", cents / 100, cents % 100); }

// One order's customer, and the clerk who deals with it by hand.
class order_script {
public:
  order_script(random_source& dice, std::uint64_t number, std::uint64_t products, payment_policy payments)
      : dice_(dice),
        order_(fmt::format("o{}", number)),
        products_(products),
        payments_(payments) {
    script_.name = order_;
  }

  client_script take() && { return std::move(script_); }

  void fill() {
    const bool at_once = dice_.chance(40);
    const auto items = at_once ? 1 + dice_.below(3) : 0;
    std::string lines;
    for (std::uint64_t i = 0; i < items; ++i)
      lines += fmt::format("{}{{{}}}", lines.empty() ? "" : ",", item_fields(i));
    const auto fee = dice_.chance(50) ? 0 : 100 + dice_.below(400);
    total_ += static_cast<std::int64_t>(fee);
    placed_ = at_once && dice_.chance(70);
    send("createOrder", fmt::format(R"("customerId":"c{}","currency":"EUR","shippingFee":"{}"{}{})",
                                    dice_.below(3), money(static_cast<std::int64_t>(fee)),
                                    at_once ? fmt::format(R"(,"items":[{}])", lines) : "",
                                    placed_ ? R"(,"place":true)" : ""));
    if (!placed_) change();
  }

  void place() {
    if (!placed_) send("placeOrder", dice_.chance(50) ? R"("paymentMethod":"card")" : "");
  }

  void maybe_cancel() {
    if (dice_.chance(25)) cancel();
  }

  void by_hand() {
    if (dice_.chance(15)) pay(total_ + 1); // Refused: it is too much.
    if (payments_ == payment_policy::split && dice_.chance(60) && total_ > 1) {
      pay(total_ / 2);
      pay(total_ - total_ / 2);
    } else if (dice_.chance(90)) {
      pay(total_);
    }
    if (dice_.chance(25)) return cancel();
    if (dice_.chance(60)) send("confirmOrder", "");
    send("shipOrder", fmt::format(R"("trackingNumber":"t-{}","carrier":"ups")", order_));
    if (dice_.chance(20)) cancel(); // Too late.
    if (dice_.chance(80)) send("deliverOrder", "");
  }

  // An earlier line once more, or its id with something else.
  void look_back() {
    if (script_.actions.empty() || !dice_.chance(50)) return;
    auto earlier = script_.actions[dice_.below(script_.actions.size())];
    if (dice_.chance(25)) {
      const auto id = earlier.line.find(R"("commandId":")") + 13;
      const auto name = earlier.line.substr(id, earlier.line.find('"', id) - id);
      earlier.line = fmt::format(
          R"({{"command":"cancelOrder","orderId":"{}","commandId":"{}","reason":"another payload"}})", order_,
          name);
    }
    earlier.after_ms = wait();
    script_.actions.push_back(std::move(earlier));
  }

private:
  void change() {
    for (auto more = dice_.below(3); more-- > 0;)
      send("addItem", item_fields(3 + more));
    if (dice_.chance(20)) send("removeItem", fmt::format(R"("productId":"p{}")", dice_.below(products_)));
    if (dice_.chance(20))
      send("changeQuantity",
           fmt::format(R"("productId":"p{}","quantity":{})", dice_.below(products_), 1 + dice_.below(3)));
  }

  // Its price depends on the product alone, but for some.
  std::string item_fields(std::uint64_t place) {
    const auto product = (place + dice_.below(products_)) % products_;
    const auto pieces = 1 + dice_.below(3);
    const auto price = prices[product % 4] + (dice_.chance(5) ? 1 : 0);
    total_ += price * static_cast<std::int64_t>(pieces);
    return fmt::format(R"("productId":"p{}","quantity":{},"unitPrice":"{}")", product, pieces, money(price));
  }

  void pay(std::int64_t cents) {
    send("recordPayment", fmt::format(R"("paymentId":"{}-p{}","amount":"{}","method":"card")", order_,
                                      script_.actions.size(), money(std::max<std::int64_t>(1, cents))));
  }

  void cancel() { send("cancelOrder", R"("reason":"changed my mind")"); }

  void send(std::string_view command, const std::string& fields) {
    auto line = fmt::format(R"({{"command":"{}","orderId":"{}","commandId":"{}-{}"{}{}}})", command, order_,
                            order_, script_.actions.size() + 1, fields.empty() ? "" : ",", fields);
    script_.actions.push_back({wait(), std::move(line), dice_.chance(10) ? 1u : 0u});
  }

  std::uint32_t wait() {
    if (dice_.chance(50)) return 0;
    return static_cast<std::uint32_t>(dice_.chance(85) ? dice_.below(50) : dice_.below(3'000));
  }

  random_source& dice_;
  std::string order_;
  std::uint64_t products_;
  payment_policy payments_;
  std::int64_t total_ = 0; // As the customer reckons; refused items make it wrong, which is refused too.
  bool placed_ = false;
  client_script script_;
};

client_script warehouse(random_source& dice, std::uint64_t products, std::string_view name) {
  client_script script;
  script.name = name;
  std::uint64_t n = 0;
  const auto send = [&](std::string_view command, std::uint64_t product, const std::string& fields) {
    script.actions.push_back({static_cast<std::uint32_t>(n < products ? 0 : dice.below(400)),
                              fmt::format(R"({{"command":"{}","productId":"p{}","commandId":"{}-{}",{}}})",
                                          command, product, name, n, fields),
                              dice.chance(10) ? 1u : 0u});
    ++n;
  };
  for (std::uint64_t product = 0; product < products; ++product)
    if (!dice.chance(5)) send("receiveStock", product, fmt::format(R"("quantity":{})", 1 + dice.below(12)));
  for (auto more = dice.below(3); more-- > 0;) {
    const auto product = dice.below(products);
    if (dice.chance(60))
      send("receiveStock", product, fmt::format(R"("quantity":{})", 1 + dice.below(5)));
    else
      send("adjustStock", product,
           fmt::format(R"("difference":{},"reason":"counted")", dice.chance(50) ? 1 : -1));
  }
  return script;
}

} // namespace

std::vector<client_script> draw_clients(random_source& dice, fulfilment_mode mode, payment_policy payments) {
  const auto products = 1 + dice.below(4);
  std::vector<client_script> clients{warehouse(dice, products, "w")};
  const auto orders = 1 + dice.below(6);
  for (std::uint64_t number = 1; number <= orders; ++number) {
    order_script script{dice, number, products, payments};
    script.fill();
    if (!dice.chance(5)) script.place();
    if (mode == fulfilment_mode::manual)
      script.by_hand();
    else
      script.maybe_cancel();
    script.look_back();
    clients.push_back(std::move(script).take());
  }
  // Their commands for one product meet in one batch.
  if (dice.chance(40)) clients.push_back(warehouse(dice, products, "v"));
  return clients;
}

} // namespace docket
