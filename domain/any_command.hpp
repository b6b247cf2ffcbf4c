#pragma once

#include "docket/domain/order/commands.hpp"
#include "docket/domain/stock/commands.hpp"

#include <string_view>
#include <variant>

namespace docket {

// What people may ask of docket: something of an order, or of a product's stock. Payments, shipments and
// fulfilments are told what they are told by docket itself.
using any_command = std::variant<order_command, stock_command>;

// The command's stable name, as in command lines.
[[nodiscard]] inline std::string_view name_of(const any_command& command) noexcept {
  return std::visit([](const auto& one) { return command_name(one); }, command);
}

} // namespace docket
