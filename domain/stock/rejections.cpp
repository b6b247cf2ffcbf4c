#include "docket/domain/stock/rejections.hpp"

#include <fmt/format.h>

#include <string>

namespace docket::refuse {

rejection product_unknown(const product_id& product) {
  return {"product_unknown",
          fmt::format("Product {} never received stock.", product.view()),
          {{"product", product.str()}}};
}

rejection stock_insufficient(quantity asked, std::int64_t available) {
  return {"stock_insufficient",
          fmt::format("{} pieces are asked for; {} are available.", asked.pieces(), available),
          {{"asked", std::to_string(asked.pieces())}, {"available", std::to_string(available)}}};
}

rejection stock_already_reserved(const order_id& order) {
  return {"stock_already_reserved",
          fmt::format("Stock is reserved for the order {} already.", order.view()),
          {{"order", order.str()}}};
}

rejection stock_not_reserved(const order_id& order) {
  return {"stock_not_reserved",
          fmt::format("No stock is reserved for the order {}.", order.view()),
          {{"order", order.str()}}};
}

rejection adjustment_is_zero() {
  return {"adjustment_is_zero", "An adjustment by no pieces changes nothing.", {}};
}

rejection stock_would_be_negative(std::int64_t difference, std::int64_t available) {
  return {"stock_would_be_negative",
          fmt::format("An adjustment by {} would take more pieces than the {} that are available.",
                      difference, available),
          {{"difference", std::to_string(difference)}, {"available", std::to_string(available)}}};
}

rejection quantity_overflow() {
  return {"quantity_overflow", "The stock's counts of pieces would not fit into 64 bits.", {}};
}

} // namespace docket::refuse
