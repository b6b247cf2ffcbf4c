#pragma once

#include "docket/domain/order/order.hpp"

#include "given_of.hpp"

#include <algorithm>
#include <vector>

namespace docket::testing {

using given = given_of<order>;

inline order_state state_after(const std::vector<order_event>& history) { return replay<order>(history); }

} // namespace docket::testing
