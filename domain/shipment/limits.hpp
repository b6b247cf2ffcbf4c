#pragma once

namespace docket {

// What an operator may set about shipments: nothing yet. Every aggregate has limits.
struct shipment_limits {};

} // namespace docket
