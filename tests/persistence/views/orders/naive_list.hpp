#pragma once

#include "random_order_log.hpp"

#include "docket/domain/order_number.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

// The answers that the order list should give, computed from folded orders in the plainest way.
namespace docket::testing {

inline std::string_view tracking_of(const order_state& state) {
  if (const auto* const shipped = std::get_if<shipped_order>(&state)) return shipped->tracking_number.view();
  if (const auto* const delivered = std::get_if<delivered_order>(&state))
    return delivered->tracking_number.view();
  return {};
}

inline listed_order listed(const random_order_log::folded_order& order) {
  const auto& content = *content_of(order.state);
  return {.id = order.id,
          .customer = content.customer.view(),
          .tracking = tracking_of(order.state),
          .status = *parse_order_status(phase_name(order.state)),
          .currency = content.currency,
          .total = total_of(order.state),
          .paid = amount_paid(order.state),
          .items = static_cast<std::int64_t>(content.lines.size()),
          .created_at = content.created_at,
          .updated_at = content.updated_at};
}

// ASCII in lower case, everything else but digits a blank; the few other letters of the tests by hand.
inline std::string plain(std::string text) {
  for (const auto& [from, to] : {std::pair{"ë", "e"}, {"ß", "ß"}})
    for (auto found = text.find(from); found != std::string::npos; found = text.find(from, found + 2))
      text.replace(found, 2, to);
  std::string result = " ";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const char next = byte >= 0x80 ? c : std::isalnum(byte) ? static_cast<char>(std::tolower(byte)) : ' ';
    if (next != ' ' || result.back() != ' ') result += next;
  }
  return result;
}

inline bool has_word(std::string_view text, const std::string& part) {
  auto wanted = plain(part);
  while (wanted.back() == ' ' && wanted.size() > 1)
    wanted.pop_back();
  return plain(std::string{text}).find(wanted) != std::string::npos;
}

inline bool has_text(const random_order_log::folded_order& order, const std::string& part) {
  const auto& content = *content_of(order.state);
  if (has_word(order.id, part) || has_word(content.customer.view(), part)) return true;
  if (content.personal && has_word(content.personal->name.view(), part)) return true;
  if (!tracking_of(order.state).empty() && has_word(tracking_of(order.state), part)) return true;
  if (parse_order_number(part) == static_cast<std::uint64_t>(order.created_position)) return true;
  return std::ranges::any_of(content.lines, [&](const order_line& line) {
    return has_word(line.product.view(), part) || (!line.name.empty() && has_word(line.name.view(), part));
  });
}

inline bool fits(const random_order_log::folded_order& order, const order_filter& filter) {
  const auto row = listed(order);
  const auto& content = *content_of(order.state);
  if (!filter.customer.empty() && row.customer.view() != filter.customer) return false;
  if (!filter.statuses.empty() && std::ranges::find(filter.statuses, row.status) == filter.statuses.end())
    return false;
  if (filter.currency && row.currency != *filter.currency) return false;
  if (filter.amount_from && row.total < *to_amount(*filter.amount_from, *filter.currency)) return false;
  if (filter.amount_to && row.total > *to_amount(*filter.amount_to, *filter.currency)) return false;
  if (filter.created_from && row.created_at < *filter.created_from) return false;
  if (filter.created_to && row.created_at > *filter.created_to) return false;
  if (!filter.product.empty() && std::ranges::none_of(content.lines, [&](const order_line& line) {
        return line.product.view() == filter.product;
      }))
    return false;
  std::string part;
  for (const char c : filter.text + " ") {
    if (c != ' ') {
      part += c;
    } else if (!part.empty()) {
      if (!has_text(order, part)) return false;
      part.clear();
    }
  }
  return true;
}

inline std::vector<listed_order> naive_list(const random_order_log& log, const order_query& query,
                                            const moment& at) {
  auto orders = log.fold(at);
  std::erase_if(orders, [&](const auto& order) { return !fits(order, query.filter); });
  const auto place =
      [&](const random_order_log::folded_order& order) -> std::pair<std::int64_t, std::int64_t> {
    const auto row = listed(order);
    const auto number = static_cast<std::int64_t>(order.number);
    if (query.sort == order_sort::updated) return {row.updated_at.microseconds, order.position};
    if (query.sort == order_sort::total) return {row.total.minor_units, number};
    return {row.created_at.microseconds, number};
  };
  std::ranges::sort(orders, [&](const auto& a, const auto& b) {
    return query.direction == walk_order::ascending ? place(a) < place(b) : place(a) > place(b);
  });
  std::vector<listed_order> rows;
  for (const auto& order : orders)
    rows.push_back(listed(order));
  return rows;
}

} // namespace docket::testing
