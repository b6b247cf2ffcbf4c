#pragma once

#include "docket/domain/fulfilment/commands.hpp"
#include "docket/domain/fulfilment/course.hpp"
#include "docket/domain/stated.hpp"

#include <string_view>

// One overload of tell for each thing that a fulfilment is told. Each notes what is new, as events; what
// follows from it is the plan's. Refused: there is nothing to it, and nothing happened.
namespace docket {

[[nodiscard]] refusal tell(course& c, const begin_fulfilment& told);
[[nodiscard]] refusal tell(course& c, const note_order_cancelled& told);
[[nodiscard]] refusal tell(course& c, const note_payment& told);
[[nodiscard]] refusal tell(course& c, const note_shipment& told);
[[nodiscard]] refusal tell(course& c, const note_step_done& told);
[[nodiscard]] refusal tell(course& c, const note_step_refused& told);
[[nodiscard]] refusal tell(course& c, const note_attempt_failed& told);
[[nodiscard]] refusal tell(course& c, const wake_fulfilment& told);
[[nodiscard]] refusal tell(course& c, const retry_fulfilment& told);
[[nodiscard]] refusal tell(course& c, const abandon_fulfilment& told);

// What the payment's or the shipment's stream refuses because it knows it: the log has told it or is about to
// tell it, and should that have gone astray it is heard here. What only the log knows (whose parcel it is) is
// waited for.
[[nodiscard]] refusal believe(course& c, std::string_view rule, const text& reason);

} // namespace docket
