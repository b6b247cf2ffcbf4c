#pragma once

#include "docket/persistence/codec/json_document.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace docket {

// Brings an order event's data from the schema it was written in to the current one, one step at a time. The
// problem says which step could not be taken.
[[nodiscard]] std::optional<json_problem> upcast_order_event(std::string_view type, std::int32_t schema,
                                                             json_document& data);

} // namespace docket
