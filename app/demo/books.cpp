#include "docket/app/demo/books.hpp"

#include "docket/domain/money.hpp"
#include "docket/domain/overloaded.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>
#include <utility>

namespace docket::app {
namespace {

using course = order_account::course;

class bookkeeper {
public:
  bookkeeper(const shop_accounts& accounts, const outside_world& world)
      : accounts_(accounts),
        world_(world) {}

  books balance() {
    for (const auto& [id, account] : accounts_.orders)
      add_order(id, account);
    for (const auto& [product, state] : accounts_.stocks)
      add_stock(product, state);
    for (const auto& entry : world_.payments->entries())
      add_provider_entry(entry);
    check_money();
    return std::move(books_);
  }

private:
  template <class... Facts>
  void fault(fmt::format_string<Facts...> sentence, Facts&&... facts) {
    books_.faults.push_back(fmt::format(sentence, std::forward<Facts>(facts)...));
  }

  money_book& money_in(const docket::currency& currency) {
    const auto found = std::ranges::find(books_.money, currency, &money_book::currency);
    if (found != books_.money.end()) return *found;
    return books_.money.emplace_back(money_book{currency});
  }

  // Orders.

  void add_order(const std::string& id, const order_account& account) {
    ++books_.orders;
    books_.failed_attempts += account.failed_attempts;
    books_.repeated_asks += account.repeated_asks;
    const auto phase = phase_name(account.order);
    if (phase == "pending")
      ++books_.never_placed;
    else if (phase == "delivered")
      add_delivered(id, account);
    else if (phase == "cancelled")
      add_cancelled(id, account);
    else
      fault("{} was placed and is {}", id, phase);
    check_end(id, account, phase);
    check_payment(id, account);
    check_parcel(id, account);
  }

  void add_delivered(const std::string& id, const order_account& account) {
    ++books_.delivered;
    const auto total = total_of(account.order);
    money_in(content_of(account.order)->currency).delivered += total.minor_units;
    if (captured_less_refunded(account.payment) != total)
      fault("{} is delivered, and its payment does not come to what it costs", id);
  }

  void add_cancelled(const std::string& id, const order_account& account) {
    ++books_.cancelled;
    const auto& order = std::get<cancelled_order>(account.order);
    count_one(books_.cancelled_by, order.reason.view());
    if (captured_less_refunded(account.payment) != amount{} || order.refund_due != amount{})
      fault("{} is cancelled, and not all of its money was given back", id);
  }

  void check_end(const std::string& id, const order_account& account, std::string_view phase) {
    switch (account.fulfilment) {
    case course::none:
      if (phase == "delivered") fault("{} is delivered, and nobody saw to it", id);
      break;
    case course::completed:
      if (phase != "delivered") fault("{} is {}, and its fulfilment completed", id, phase);
      break;
    case course::compensated:
      if (phase != "cancelled") fault("{} is {}, and its fulfilment was undone", id, phase);
      break;
    case course::under_way:
    case course::parked: fault("the fulfilment of {} has not ended", id); break;
    }
  }

  // Money.

  void check_payment(const std::string& id, const order_account& account) {
    const auto* const capture = capture_of(account.payment);
    const auto captured = capture ? capture->captured.minor_units : 0;
    const auto refunded = captured - captured_less_refunded(account.payment).minor_units;
    const auto totals = world_.payments->totals(payment_id{id});
    if (totals.captured.minor_units != captured || totals.refunded.minor_units != refunded)
      fault("the provider's ledger and the log disagree on the payment of {}", id);
    if (!capture) return;
    auto& book = money_in(capture->currency);
    book.captured += captured;
    book.refunded += refunded;
  }

  void add_provider_entry(const ledger_entry& entry) {
    if (entry.effect == gateway_effect::captured) {
      money_in(entry.currency).provider_captured += entry.sum.minor_units;
      if (++captures_[entry.payment] == 2) fault("payment {} was taken twice", entry.payment.view());
    }
    if (entry.effect == gateway_effect::refunded)
      money_in(entry.currency).provider_refunded += entry.sum.minor_units;
  }

  void check_money() {
    std::ranges::sort(books_.money, {}, [](const money_book& m) { return m.currency.code(); });
    for (const auto& book : books_.money)
      if (!book.balances()) fault("the money in {} does not balance", book.currency.code());
  }

  // Goods.

  void check_parcel(const std::string& id, const order_account& account) {
    const bool arrived = std::holds_alternative<delivered_shipment>(account.shipment);
    const auto last = world_.parcels->last_effect(shipment_id{id});
    if (arrived != (last == gateway_effect::delivered))
      fault("the carrier's ledger and the log disagree on the parcel of {}", id);
    if (last == gateway_effect::dispatched) fault("the parcel of {} is still on its way", id);
    if (!arrived) return;
    if (std::holds_alternative<cancelled_order>(account.order)) ++books_.late_parcels;
    for (const auto& line : content_of(account.order)->lines)
      gone_[line.product] += line.pieces.pieces();
  }

  void add_stock(const std::string& product, const stock_state& state) {
    const auto* const stock = std::get_if<known_stock>(&state);
    if (!stock) return;
    const stock_book own{stock->received + stock->adjusted, stock->available, stock->reserved, stock->shipped,
                         gone_[product_id{product}]};
    if (!own.balances()) fault("the stock of {} does not balance", product);
    books_.stock.received += own.received;
    books_.stock.available += own.available;
    books_.stock.reserved += own.reserved;
    books_.stock.shipped += own.shipped;
    books_.stock.gone += own.gone;
  }

  const shop_accounts& accounts_;
  const outside_world& world_;
  std::unordered_map<product_id, std::int64_t> gone_; // Pieces that reached customers.
  std::unordered_map<payment_id, int> captures_;
  books books_;
};

} // namespace

books balance(const shop_accounts& accounts, const outside_world& world) {
  return bookkeeper{accounts, world}.balance();
}

} // namespace docket::app
