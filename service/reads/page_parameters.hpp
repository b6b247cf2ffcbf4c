#pragma once

#include "docket/domain/money.hpp"
#include "docket/service/routing/parameters.hpp"

#include <cstddef>
#include <optional>

namespace docket::service {

// `limit`: rows of a page, 1 to 1,000; 50 unless stated.
[[nodiscard]] std::size_t limit_in(parameters& query);

// `currency`
[[nodiscard]] std::optional<docket::currency> currency_in(parameters& query);

} // namespace docket::service
