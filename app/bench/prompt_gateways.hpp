#pragma once

#include "docket/actors/config.hpp"

namespace docket::app::bench {

// Makes fulfilments automatic, paid first, with a payment provider and a carrier that do all they are asked
// and say so at once, on the thread that asks: what remains is the engine's own work. The carrier tells in
// one breath that the parcel is on its way and that it has arrived. They keep nothing.
void fulfil_promptly(config& settings);

} // namespace docket::app::bench
