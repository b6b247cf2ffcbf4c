#include "docket/app/demo/shelves.hpp"

#include "docket/app/demo/catalogue.hpp"
#include "docket/domain/quantity.hpp"

#include <algorithm>

namespace docket::app {
namespace {

// Of every 13th product, the 4th first, one in seven orders goes without.
bool is_scarce(std::size_t product) { return product % 13 == 3; }
std::int64_t too_few(std::int64_t wanted) { return wanted - wanted / 7; }

std::vector<std::int64_t> wanted_of(const shop& of) {
  std::vector<std::int64_t> pieces(products().size());
  for (std::uint64_t order = 1; order <= of.orders; ++order)
    for (const auto& line : story_of(of, order).bought())
      pieces[line.product] += line.pieces;
  return pieces;
}

} // namespace

std::vector<delivery> deliveries_for(const shop& of) {
  const auto wanted = wanted_of(of);
  std::vector<delivery> result;
  for (std::size_t product = 0; product < wanted.size(); ++product) {
    auto left = is_scarce(product) ? too_few(wanted[product]) : wanted[product];
    for (int number = 1; left > 0; ++number) {
      result.push_back({product, std::min(left, quantity::max), number});
      left -= result.back().pieces;
    }
  }
  return result;
}

} // namespace docket::app
