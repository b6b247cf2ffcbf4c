#include "docket/domain/stock/commands.hpp"

#include "docket/domain/overloaded.hpp"

namespace docket {

const product_id& target(const stock_command& command) noexcept {
  return std::visit([](const auto& c) -> const product_id& { return c.product; }, command);
}

std::string_view command_name(const stock_command& command) noexcept {
  using name = std::string_view;
  return std::visit(overloaded{
                        [](const receive_stock&) -> name { return "receiveStock"; },
                        [](const adjust_stock&) -> name { return "adjustStock"; },
                        [](const reserve_stock&) -> name { return "reserveStock"; },
                        [](const release_stock&) -> name { return "releaseStock"; },
                        [](const ship_stock&) -> name { return "shipStock"; },
                    },
                    command);
}

} // namespace docket
