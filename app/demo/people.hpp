#pragma once

#include "docket/app/demo/catalogue.hpp"
#include "docket/domain/order/personal.hpp"

#include <cstdint>
#include <memory>

namespace docket::app {

// The person behind a customer's number: the same for the same seed and number. E-mail addresses and phone
// numbers are ones that are set aside for examples.
[[nodiscard]] std::shared_ptr<const personal_data> person_of(std::uint64_t seed, std::uint64_t customer,
                                                             const market& home);

} // namespace docket::app
