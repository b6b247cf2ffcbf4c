#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/payment/state.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <optional>
#include <string>

namespace docket {

struct payment_view {
  payment_id id;
  docket::version version{};   // Of the last event in it.
  docket::position position{}; // Of the last event in it.
  payment_state state;
};

// As it is now; nothing when there is no such payment. The payment of an automatic fulfilment has its order's
// id. Throws store_error.
[[nodiscard]] std::optional<payment_view> read_payment(log_reader& reader, const payment_id& id);

// {"paymentId","version","position","status","orderId","amount","currency","method"?,…}: with what the phase
// adds.
[[nodiscard]] std::string to_json(const payment_view& payment);

} // namespace docket
