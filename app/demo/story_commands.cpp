#include "docket/app/demo/story_commands.hpp"

#include "docket/app/demo/catalogue.hpp"
#include "docket/app/demo/people.hpp"

#include <fmt/format.h>

namespace docket::app {
namespace {

constexpr std::uint64_t purpose = 0x636f6d6d616e64; // "command"

std::string_view user_of(step_kind kind) {
  switch (kind) {
  case step_kind::payment:
  case step_kind::wrong_payment: return "payments";
  case step_kind::confirm:
  case step_kind::refund: return "office";
  case step_kind::ship:
  case step_kind::early_shipment:
  case step_kind::deliver: return "warehouse";
  case step_kind::create:
  case step_kind::add_line:
  case step_kind::change_quantity:
  case step_kind::remove_line:
  case step_kind::place:
  case step_kind::late_line:
  case step_kind::cancel: return "shop";
  }
  return "shop";
}

// Turns the steps of one story into commands.
class command_maker {
public:
  command_maker(const shop& of, const story& told, const story_step& step)
      : shop_(of),
        story_(told),
        step_(step),
        market_(markets()[told.market]),
        currency_(market_.currency_code),
        order_(demo_order_id(told.order)),
        random_{of.seed, purpose, told.order, step.number} {}

  [[nodiscard]] order_command make() {
    switch (step_.kind) {
    case step_kind::create: return create();
    case step_kind::add_line:
    case step_kind::late_line: return add_item{order_, item_of(story_.added)};
    case step_kind::change_quantity:
      return change_quantity{order_, item_of(story_.basket.front()).product, quantity{story_.changed_pieces}};
    case step_kind::remove_line: return remove_item{order_, item_of(story_.basket.back()).product};
    case step_kind::place: return place_order{order_};
    case step_kind::wrong_payment: return pay(story_.total() / 2 + 1);
    case step_kind::payment: return pay(story_.total());
    case step_kind::confirm: return confirm_order{order_};
    case step_kind::ship:
    case step_kind::early_shipment: return ship();
    case step_kind::deliver: return deliver_order{order_};
    case step_kind::cancel: return cancel_order{order_, reason()};
    case step_kind::refund: return refund();
    }
    return place_order{order_};
  }

private:
  [[nodiscard]] decimal in_currency(std::int64_t minor_units) const {
    return from_amount({minor_units}, currency_);
  }

  [[nodiscard]] item item_of(const basket_line& line) const {
    const auto& sold = products()[line.product];
    return {product_id{sold.id}, sold.name, quantity{line.pieces},
            in_currency(in_market(sold.cents, market_).minor_units)};
  }

  [[nodiscard]] order_command create() const {
    create_order command{order_,
                         customer_id{fmt::format("cust-{:05}", story_.customer)},
                         currency_,
                         in_currency(in_market(market_.shipping_cents, market_).minor_units),
                         person_of(shop_.seed, story_.customer, market_),
                         {},
                         story_.placed_at_once};
    for (const auto& line : story_.basket)
      command.items.push_back(item_of(line));
    return command;
  }

  [[nodiscard]] order_command pay(std::int64_t minor_units) {
    constexpr std::string_view methods[] = {"card", "card", "card", "paypal", "transfer"};
    const payment_id payment{fmt::format("{}-p{}", order_.view(), step_.number)};
    return record_payment{order_, payment, in_currency(minor_units),
                          random_.pick(std::span<const std::string_view>{methods})};
  }

  [[nodiscard]] order_command ship() {
    const auto tracking = fmt::format("{:016X}", random_.next());
    const timestamp expected{step_.at.microseconds + std::int64_t{3} * 24 * 3'600 * 1'000'000};
    return ship_order{order_, tracking, random_.pick(market_.carriers), expected};
  }

  [[nodiscard]] order_command refund() const {
    const refund_id id{fmt::format("{}-r{}", order_.view(), step_.number)};
    return record_refund{order_, id, in_currency(story_.total())};
  }

  [[nodiscard]] std::string_view reason() {
    constexpr std::string_view reasons[] = {"changed my mind", "ordered twice", "found it cheaper",
                                            "out of stock"};
    return random_.pick(std::span<const std::string_view>{reasons});
  }

  const shop& shop_;
  const story& story_;
  const story_step& step_;
  const market& market_;
  currency currency_;
  order_id order_;
  random_source random_;
};

} // namespace

std::string demo_order_id(std::uint64_t order) { return fmt::format("{}{:06}", demo_prefix, order); }

stamped_command command_of(const shop& of, const story& told, const story_step& step) {
  stamped_command result{command_maker{of, told, step}.make(), {}};
  const auto order = demo_order_id(told.order);
  result.options.id = command_id{fmt::format("{}:{}", order, step.number)};
  result.options.occurred_at = step.at;
  result.options.user = user_of(step.kind);
  result.options.correlation = fmt::format("basket-{:06}", told.order);
  return result;
}

} // namespace docket::app
