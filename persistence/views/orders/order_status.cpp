#include "docket/persistence/views/orders/order_status.hpp"

#include "docket/domain/quoted.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace docket {

expected<order_status, query_refusal> parse_order_status(std::string_view word) {
  const auto found = std::ranges::find(order_status_words, word);
  if (found != order_status_words.end()) return static_cast<order_status>(found - order_status_words.begin());
  return unexpected{
      query_refusal{"unknown_status", fmt::format("There is no status {}; there are {}.", quoted(word),
                                                  fmt::join(order_status_words, ", "))}};
}

} // namespace docket
