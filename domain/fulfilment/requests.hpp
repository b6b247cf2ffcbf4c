#pragma once

#include "docket/domain/fulfilment/events.hpp"
#include "docket/domain/fulfilment/state.hpp"
#include "docket/domain/ids.hpp"
#include "docket/domain/order/commands.hpp"
#include "docket/domain/payment/commands.hpp"
#include "docket/domain/shipment/commands.hpp"
#include "docket/domain/stock/commands.hpp"
#include "docket/domain/text.hpp"

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

// What a fulfilment sends out for its steps.
namespace docket {

// Something that the payment provider is asked for. Its stream is opened first, so that money never moves
// that the log does not know of.
struct payment_work {
  enum class operation : std::uint8_t { authorise, capture, void_payment, refund };
  operation what{};
  request_payment opening; // Harmless when it is open already.
};

// Something that the carrier is asked for.
struct shipment_work {
  enum class operation : std::uint8_t { dispatch, recall };
  operation what{};
  request_shipment opening;
};

struct fulfilment_request {
  order_id order;
  std::int32_t number = 0; // Of the step,
  std::int32_t attempt = 0;
  // The command's id, or the key towards the outside: the same at every attempt, so that a repeat has no
  // second effect.
  command_id key;
  std::variant<order_command, stock_command, payment_work, shipment_work> what;
};

// What goes out once the event is durable: its new steps, and those that it asks again. `after` is the state
// that it led to. Pure, so that after a crash the same goes out again.
void requests_of(const order_id& order, const fulfilment_event& event, const fulfilment_state& after,
                 std::vector<fulfilment_request>& out);

} // namespace docket
