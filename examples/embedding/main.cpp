// An order from its creation to its shipping, inside your own program. The orders stay in orders.db.
#include <docket/engine.hpp>

#include <iostream>

using namespace docket;

int main() {
  engine shop{config{.database = "orders.db"}};
  const order_id id{"order-001"};

  // Each command gets an id, so that sending it again (a retry, a second run) changes nothing.
  const auto send = [&](std::string_view number, order_command command) {
    const command_result answer =
        shop.execute(std::move(command), {.id = command_id{number}, .user = "alice"}).get();
    if (!answer) std::cout << "refused: " << answer.error().message << '\n';
  };

  send("c-1", create_order{.order = id,
                           .customer = customer_id{"cust-1"},
                           .currency = currency{"USD"},
                           .items = {{product_id{"widget"}, "Widget", quantity{2}, 29.99_money},
                                     {product_id{"gadget"}, "Gadget", quantity{1}, 49.99_money}},
                           .place = true});
  send("c-2", record_payment{id, payment_id{"pay-1"}, 100.00_money, "card"}); // Refused: 109.97 is due.
  send("c-3", record_payment{id, payment_id{"pay-2"}, 109.97_money, "card"});
  send("c-4", ship_order{id, "1Z999AA10123456784", "UPS", {}});

  for (const history_entry& entry : shop.order("order-001").history())
    std::cout << value(entry.recorded.version) << "  " << format_timestamp(entry.recorded.occurred_at) << "  "
              << describe(entry.event) << '\n';
}
