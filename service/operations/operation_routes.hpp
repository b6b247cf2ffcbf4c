#pragma once

#include "docket/service/routing/route.hpp"
#include "docket/service/running/shop_context.hpp"
#include "docket/service/watch/watched.hpp"

namespace docket::service {

// GET /operations/status.
[[nodiscard]] routes status_routes(watched& what);

// GET /dead-letters: {"deadLetters":[{"projection","position","stream","type","error","attempts","parkedAt",
//   "waiting"}],"unavailable":[projection]?}, of the views that are open.
// POST /dead-letters/{projection}/{position}/retry
// POST /dead-letters/{projection}/{position}/discard {"by"?,"reason"}: by the caller unless somebody is
// named.
//   {"applied","stillWaiting","failedAt"?,"error"?}. Rules: unknown_projection, no_dead_letter,
//   reason_needed, view_unavailable.
[[nodiscard]] routes dead_letter_routes(shop_context& context);

// POST /projections/{projection}/rebuild: 202; it is built beside the live one, and /operations/status tells
// how far
//   it is. Rules: unknown_projection, rebuild_under_way.
// DELETE /projections/{projection}/rebuild: 200. Rule: no_rebuild.
[[nodiscard]] routes projection_routes(shop_context& context);

// POST /orders/{order}/fulfilment/retry, /abandon {"reason"}, answered as commands are.
[[nodiscard]] routes fulfilment_routes(engine& shop);

// All of these. What they refer to outlives them.
[[nodiscard]] routes operation_routes(watched& what, shop_context& context);

} // namespace docket::service
