#pragma once

namespace docket {

// What becomes of an order for a product that never received stock.
enum class unknown_product_policy {
  refuse,     // Nothing is sold that is not there: rule "product_unknown".
  back_order, // Its stock is not counted: any number of pieces is promised and shipped.
};

// What an operator may set about stock. Injected into every decision.
struct stock_limits {
  unknown_product_policy unknown_products = unknown_product_policy::refuse;
};

} // namespace docket
