#pragma once

#include "docket/persistence/views/orders/kept_order.hpp"
#include "docket/persistence/views/view_tables.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace docket {

// Numbers for products and their names, so that a line of an order is a few bytes, and the index of the words
// of products, which are few beside orders. Numbers are given out once and never change.
class product_numbers {
public:
  static void create_tables(view_tables& tables);

  // Gives out numbers when the product, or the name, is new. An empty name is one, too.
  [[nodiscard]] numbered_product number(std::string_view product, std::string_view name, view_tables& tables);
  // Of the product alone; 0 when it was never in an order.
  [[nodiscard]] std::int64_t find(std::string_view product, view_tables& tables);
  void forget() noexcept;

private:
  [[nodiscard]] std::int64_t number_product(std::string_view product, view_tables& tables);
  [[nodiscard]] std::int64_t number_name(std::int64_t product, std::string_view name, view_tables& tables);

  std::unordered_map<std::string, std::int64_t> products_;  // Those used lately.
  std::unordered_map<std::string, numbered_product> named_; // By the id, a zero byte, the name.
  std::string key_;                                         // Spares an allocation a look-up.
};

} // namespace docket
