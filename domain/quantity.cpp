#include "docket/domain/quantity.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace docket {

namespace {

bool in_range(std::int64_t pieces) { return pieces >= 1 && pieces <= quantity::max; }

rejection out_of_range(std::int64_t pieces) {
  return {"quantity_out_of_range",
          fmt::format("A quantity of {} is not between 1 and {}.", pieces, quantity::max),
          {{"quantity", std::to_string(pieces)}, {"maximum", std::to_string(quantity::max)}}};
}

} // namespace

quantity::quantity(std::int64_t pieces) : pieces_(static_cast<std::int32_t>(pieces)) {
  if (!in_range(pieces)) throw std::invalid_argument{out_of_range(pieces).message};
}

expected<quantity, rejection> quantity::of(std::int64_t pieces) {
  if (!in_range(pieces)) return unexpected{out_of_range(pieces)};
  return quantity{pieces};
}

} // namespace docket
