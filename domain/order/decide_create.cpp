#include "docket/domain/order/decisions.hpp"
#include "docket/domain/order/line_rules.hpp"
#include "docket/domain/order/payload.hpp"
#include "docket/domain/order/phases.hpp"
#include "docket/domain/order/rejections.hpp"

#include <algorithm>
#include <string_view>

namespace docket {

namespace {

// The order that a creation builds up, as far as the rules need to know it.
class order_draft {
public:
  order_draft(const currency& in, amount shipping_fee, const order_limits& limits)
      : limits_(limits),
        figures_{in, 0, shipping_fee} {}

  // Takes the item in, or says what refuses it.
  [[nodiscard]] expected<item_added, rejection> add(const item& asked) {
    const auto unit_price = checked_unit_price(asked, figures_.currency);
    if (!unit_price) return unexpected{unit_price.error()};
    line* const same_product = find(asked.product.view());
    auto after = with_item(figures_, same_product, asked, *unit_price, limits_);
    if (!after) return unexpected{std::move(after.error())};
    figures_ = *after;
    if (same_product) {
      same_product->pieces = quantity{same_product->pieces.pieces() + asked.pieces.pieces()};
    } else {
      lines_.push_back({{asked.pieces, *unit_price}, asked.product.view()});
    }
    return item_added{asked.product, asked.name, asked.pieces, *unit_price, figures_.currency};
  }

  [[nodiscard]] const order_figures& figures() const { return figures_; }

private:
  struct line : line_figures {
    std::string_view product;
  };

  [[nodiscard]] line* find(std::string_view product) {
    const auto found = std::ranges::find(lines_, product, &line::product);
    return found == lines_.end() ? nullptr : &*found;
  }

  order_limits limits_;
  order_figures figures_;
  std::vector<line> lines_;
};

refusal check_creation(const create_order& command) {
  if (auto refused = check_stated(command.order)) return refused;
  if (auto refused = check_stated(command.customer)) return refused;
  if (auto known = currency::parse(command.currency.code()); !known) return std::move(known.error());
  if (auto refused = check_personal(command.personal.get())) return refused;
  return check_text("paymentMethod", command.payment_method);
}

expected<amount, rejection> checked_shipping_fee(const create_order& command) {
  auto fee = to_amount(command.shipping_fee, command.currency);
  if (fee && fee->minor_units < 0) return unexpected{refuse::shipping_fee_negative(*fee, command.currency)};
  return fee;
}

} // namespace

decision decide_on(const order_state& state, const create_order& command, const order_limits& limits) {
  if (auto refused = unless_absent(state, command.order)) return unexpected{*std::move(refused)};
  if (auto refused = check_creation(command)) return unexpected{*std::move(refused)};
  const auto fee = checked_shipping_fee(command);
  if (!fee) return unexpected{fee.error()};

  std::vector<order_event> events;
  events.reserve(1 + command.items.size() + (command.place ? 1 : 0));
  events.emplace_back(order_created{command.customer, command.currency, *fee, command.personal});
  order_draft draft{command.currency, *fee, limits};
  for (const auto& asked : command.items) {
    auto added = draft.add(asked);
    if (!added) return unexpected{std::move(added.error())};
    events.emplace_back(*std::move(added));
  }
  if (command.place) {
    if (auto refused = unless_placeable(draft.figures())) return unexpected{*std::move(refused)};
    events.emplace_back(order_placed{draft.figures().total, command.currency, command.payment_method});
  }
  return events;
}

} // namespace docket
