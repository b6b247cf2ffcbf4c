#include "docket/domain/stock/rejections.hpp"

#include "rules.hpp"
#include "stock/samples.hpp"

#include <set>

using namespace docket;
using namespace docket::testing;
using namespace docket::testing::stocks;

namespace {

std::vector<rejection> stock_rejections() {
  return {
      refuse::product_unknown(widget),
      refuse::stock_insufficient(quantity{8}, 7),
      refuse::stock_already_reserved(order_1),
      refuse::stock_not_reserved(order_1),
      refuse::adjustment_is_zero(),
      refuse::stock_would_be_negative(-8, 7),
      refuse::quantity_overflow(),
  };
}

} // namespace

TEST_CASE("a stock's rules have the names that programs match on, and no others") {
  const std::set<std::string_view> golden{
      "adjustment_is_zero", "product_unknown",    "quantity_overflow",       "stock_already_reserved",
      "stock_insufficient", "stock_not_reserved", "stock_would_be_negative",
  };
  CHECK(rules_of(stock_rejections()) == golden);
}

TEST_CASE("every refusal of a stock tells people why, in one sentence") {
  check_sentences(stock_rejections());
  CHECK(refuse::stock_insufficient(quantity{8}, 7).message == "8 pieces are asked for; 7 are available.");
}
