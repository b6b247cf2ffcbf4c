#include "docket/app/simulate/expected_refusals.hpp"

#include <string_view>

namespace docket::app {
namespace {

// Those that the customers, the people and the warehouse of drawn scenarios run into.
constexpr std::string_view rules[] = {
    "order_not_found",
};

} // namespace

std::vector<std::string> expected_refusals() { return {std::begin(rules), std::end(rules)}; }

} // namespace docket::app
