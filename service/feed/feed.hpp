#pragma once

#include "docket/service/feed/feed_hub.hpp"
#include "docket/service/routing/route.hpp"
#include "docket/service/running/shop_context.hpp"

namespace docket::service {

// GET /events: a page of the log as JSON, or, for who accepts text/event-stream, the log as it grows. Keeps
// references to both.
[[nodiscard]] routes feed_routes(shop_context& with, feed_hub& hub);

} // namespace docket::service
