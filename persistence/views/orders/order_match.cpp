#include "docket/persistence/views/orders/order_match.hpp"

#include "docket/domain/order_number.hpp"
#include "docket/persistence/views/orders/search_words.hpp"

#include <algorithm>

namespace docket {

bool order_match::by_figures(const order_lookup& order) const {
  const auto& figures = order.figures();
  if (!wanted_.wants(figures.status)) return false;
  if (figures.total < wanted_.total_from || figures.total > wanted_.total_to) return false;
  const auto created = order.created().time;
  if (created < wanted_.created_from || created > wanted_.created_to) return false;
  return !wanted_.currency || order.currency() == *wanted_.currency;
}

bool order_match::by_texts(const order_lookup& order) {
  if (!wanted_.customer.empty() && order.customer() != wanted_.customer) return false;
  if (wanted_.product && !has_product(order)) return false;
  return wanted_.parts.empty() || has_text(order);
}

bool order_match::has_product(const order_lookup& order) const {
  return std::ranges::any_of(order.lines(), [&](const kept_line& line) {
    return line.product == *wanted_.product && line.is_there(wanted_.at);
  });
}

bool order_match::has_text(const order_lookup& order) {
  return std::ranges::all_of(wanted_.parts, [&](const auto& part) { return has_part(order, part); });
}

bool order_match::has_part(const order_lookup& order, std::string_view part) {
  for (const auto text : {order.id(), order.customer(), order.tracking()})
    if (docket::has_part(folded(text), part)) return true;
  if (wanted_.in_customer_names && docket::has_part(folded(order.customer_name()), part)) return true;
  if (parse_order_number(part) == static_cast<std::uint64_t>(order.created().position)) return true;
  return lines_have_part(order, part);
}

bool order_match::lines_have_part(const order_lookup& order, std::string_view part) {
  for (const auto& line : order.lines()) {
    if (!line.is_there(wanted_.at)) continue;
    if (docket::has_part(words_of(line.product, "SELECT id FROM products WHERE product = ?", products_),
                         part))
      return true;
    if (docket::has_part(words_of(line.name, "SELECT text FROM product_names WHERE name = ?", names_), part))
      return true;
  }
  return false;
}

const std::string& order_match::words_of(std::int64_t number, std::string_view sql,
                                         std::unordered_map<std::int64_t, std::string>& known) {
  const auto [entry, is_new] = known.try_emplace(number);
  if (!is_new) return entry->second;
  auto& query = view_.prepared(sql);
  query.bind(1, number);
  const sqlite::rows_of rows{query};
  if (rows.next()) entry->second = folded(query.text(0));
  return entry->second;
}

} // namespace docket
