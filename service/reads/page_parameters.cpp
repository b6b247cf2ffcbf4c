#include "docket/service/reads/page_parameters.hpp"

namespace docket::service {

std::size_t limit_in(parameters& query) { return query.number("limit", 1, 1'000).value_or(50); }

std::optional<docket::currency> currency_in(parameters& query) {
  const auto stated = query.text("currency");
  if (!stated) return std::nullopt;
  const auto parsed = currency::parse(*stated);
  if (parsed) return *parsed;
  query.refuse("currency", "is the code of a currency, as in USD");
  return std::nullopt;
}

} // namespace docket::service
