#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/shipment/state.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <optional>
#include <string>

namespace docket {

struct shipment_view {
  shipment_id id;
  docket::version version{};   // Of the last event in it.
  docket::position position{}; // Of the last event in it.
  shipment_state state;
};

// As it is now; nothing when there is no such shipment. The shipment of an automatic fulfilment has its
// order's id. Throws store_error.
[[nodiscard]] std::optional<shipment_view> read_shipment(log_reader& reader, const shipment_id& id);

// {"shipmentId","version","position","status","orderId","lines":[{"productId","quantity"}],…}: with what the
// phase adds.
[[nodiscard]] std::string to_json(const shipment_view& shipment);

} // namespace docket
