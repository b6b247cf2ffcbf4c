#pragma once

#include "codec/random_fulfilments.hpp"
#include "codec/random_orders.hpp"
#include "codec/random_payments.hpp"
#include "codec/random_shipments.hpp"
#include "codec/random_stock.hpp"

// random_values::any for every aggregate.
