#pragma once

#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/codec/stock_codec.hpp"

#include <tuple>

namespace docket {

// All that have a codec, for tests of what holds for each of them.
using every_aggregate = std::tuple<order, payment, stock, shipment, fulfilment>;

} // namespace docket
