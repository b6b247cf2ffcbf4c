#pragma once

#include "docket/simulation/random.hpp"
#include "docket/simulation/shop/scenario.hpp"

#include <vector>

namespace docket {

// Customers who fill, place and change their orders, people who pay and ship by hand where nobody does it for
// them, and a warehouse. Some commands come twice, some come again much later, some make no sense.
[[nodiscard]] std::vector<client_script> draw_clients(random_source& dice, fulfilment_mode mode,
                                                      payment_policy payments);

} // namespace docket
