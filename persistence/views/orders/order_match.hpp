#pragma once

#include "docket/persistence/views/orders/order_criteria.hpp"
#include "docket/persistence/views/orders/order_lookup.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace docket {

// Whether an order that was found is one of those wanted. Asked in two steps: its figures stand in the row
// that was found, its texts in another one.
class order_match {
public:
  order_match(view_reader& view, const order_criteria& wanted) : view_(view), wanted_(wanted) {}

  [[nodiscard]] bool by_figures(const order_lookup& order) const;
  [[nodiscard]] bool by_texts(const order_lookup& order);
  // Whether by_texts() has anything to look at.
  [[nodiscard]] bool needs_texts() const {
    return !wanted_.customer.empty() || wanted_.product || !wanted_.parts.empty();
  }

private:
  [[nodiscard]] bool has_product(const order_lookup& order) const;
  [[nodiscard]] bool has_text(const order_lookup& order);
  [[nodiscard]] bool has_part(const order_lookup& order, std::string_view part);
  [[nodiscard]] bool lines_have_part(const order_lookup& order, std::string_view part);
  // Of a product's id or name, folded; each read once a query.
  [[nodiscard]] const std::string& words_of(std::int64_t number, std::string_view sql,
                                            std::unordered_map<std::int64_t, std::string>& known);

  view_reader& view_;
  const order_criteria& wanted_;
  std::unordered_map<std::int64_t, std::string> products_, names_;
};

} // namespace docket
