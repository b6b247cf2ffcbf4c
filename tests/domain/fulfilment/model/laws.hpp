#pragma once

#include "docket/domain/fulfilment/fulfilment.hpp"

namespace docket::testing::fulfilments {

class world;

// What holds whenever a fulfilment was told something.
void check_laws(world& w, const reaction& made_of_it);

// What holds once it has ended and nothing is under way.
void check_end(const world& w);

// Its whole life, read from the log: the same at every place, and the same decisions from there.
void check_replay(const world& w);

} // namespace docket::testing::fulfilments
