#include "docket/app/demo/story_commands.hpp"

#include "docket/app/demo/catalogue.hpp"
#include "docket/app/demo/people.hpp"

#include <fmt/format.h>

namespace docket::app {
namespace {

constexpr std::uint64_t purpose = 0x636f6d6d616e64; // "command"

// Turns the steps of one story into commands.
class command_maker {
public:
  command_maker(const shop& of, const story& told, const story_step& step)
      : shop_(of),
        story_(told),
        step_(step),
        market_(markets()[told.market]),
        currency_(market_.currency_code),
        order_(demo_order_id(told.order)) {}

  [[nodiscard]] order_command make() const {
    switch (step_.kind) {
    case shopping_step::create: return create();
    case shopping_step::add_line:
    case shopping_step::late_line: return add_item{order_, item_of(story_.added)};
    case shopping_step::change_quantity:
      return change_quantity{order_, item_of(story_.basket.front()).product, quantity{story_.changed_pieces}};
    case shopping_step::remove_line: return remove_item{order_, item_of(story_.basket.back()).product};
    case shopping_step::place: return place_order{order_, story_.method};
    case shopping_step::cancel: return cancel_order{order_, reason()};
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
                         story_.placed_at_once,
                         story_.placed_at_once ? text{story_.method} : text{}};
    for (const auto& line : story_.basket)
      command.items.push_back(item_of(line));
    return command;
  }

  [[nodiscard]] std::string_view reason() const {
    constexpr std::string_view reasons[] = {"changed my mind", "ordered twice", "found it cheaper"};
    random_source random{shop_.seed, purpose, story_.order};
    return random.pick(std::span<const std::string_view>{reasons});
  }

  const shop& shop_;
  const story& story_;
  const story_step& step_;
  const market& market_;
  currency currency_;
  order_id order_;
};

} // namespace

std::string demo_order_id(std::uint64_t order) { return fmt::format("{}{:06}", demo_prefix, order); }

stamped_command command_of(const shop& of, const story& told, const story_step& step) {
  stamped_command result{command_maker{of, told, step}.make(), {}};
  const auto order = demo_order_id(told.order);
  result.options.id = command_id{fmt::format("{}:{}", order, step.number)};
  result.options.user = "shop";
  result.options.correlation = fmt::format("basket-{:06}", told.order);
  return result;
}

} // namespace docket::app
