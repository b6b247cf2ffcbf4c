#include "docket/domain/order/commands.hpp"

#include "docket/domain/overloaded.hpp"

namespace docket {

const order_id& target(const order_command& command) noexcept {
  return std::visit([](const auto& c) -> const order_id& { return c.order; }, command);
}

std::string_view command_name(const order_command& command) noexcept {
  using name = std::string_view;
  return std::visit(overloaded{
                        [](const create_order&) -> name { return "createOrder"; },
                        [](const add_item&) -> name { return "addItem"; },
                        [](const remove_item&) -> name { return "removeItem"; },
                        [](const change_quantity&) -> name { return "changeQuantity"; },
                        [](const place_order&) -> name { return "placeOrder"; },
                        [](const record_payment&) -> name { return "recordPayment"; },
                        [](const confirm_order&) -> name { return "confirmOrder"; },
                        [](const ship_order&) -> name { return "shipOrder"; },
                        [](const deliver_order&) -> name { return "deliverOrder"; },
                        [](const cancel_order&) -> name { return "cancelOrder"; },
                        [](const record_refund&) -> name { return "recordRefund"; },
                    },
                    command);
}

} // namespace docket
