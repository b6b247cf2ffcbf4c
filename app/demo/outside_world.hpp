#pragma once

#include "docket/actors/config.hpp"
#include "docket/simulation/gateways/gateway_ledger.hpp"

#include <cstdint>
#include <memory>

namespace docket::app {

// What a demonstration's shop has to do with: a payment provider and a carrier that are quick and now and
// then go wrong, each with books of its own.
struct outside_world {
  std::shared_ptr<gateway_ledger> payments = std::make_shared<gateway_ledger>();
  std::shared_ptr<gateway_ledger> parcels = std::make_shared<gateway_ledger>();
};

// Makes fulfilments automatic, paid first, against these two, with waits short enough to watch. Which
// payments are declined and which parcels refused depends on the seed alone.
void fulfil_with(const outside_world& world, std::uint64_t seed, config& settings);

} // namespace docket::app
