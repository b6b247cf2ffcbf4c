#pragma once

#include "docket/actors/projections.hpp"
#include "docket/actors/projections/promised.hpp"
#include "docket/actors/runtime/caf_seam.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace docket {

class projection_actor;
class rebuild_job;
class view_state;

struct view_goes_on {}; // projection -> itself: the next batch.
struct view_rested {    // projection, rebuild -> itself: the rest with this number is over.
  std::uint64_t rest = 0;
};
struct view_wanted {}; // whoever waits for a view -> projection: do not rest now.
struct view_task {     // engine -> projection: do this between two batches.
  std::function<void(projection_actor&)> work;
};
struct begin_rebuild { // engine -> projection
  rebuild_options options;
  std::shared_ptr<promised<rebuild_outcome>> answer;
};
struct rebuild_goes_on {}; // rebuild -> itself: the next batch.
struct rebuild_is_near { // rebuild -> projection: what was built is where the view is, or cancelled; end it.
  std::shared_ptr<rebuild_job> job;
};
struct limit_reached { // read side -> limiter: who waits with this ticket has waited long enough.
  std::shared_ptr<view_state> view;
  std::uint64_t ticket = 0;
};

} // namespace docket

DOCKET_LOCAL_MESSAGE(docket::view_goes_on)
DOCKET_LOCAL_MESSAGE(docket::view_rested)
DOCKET_LOCAL_MESSAGE(docket::view_wanted)
DOCKET_LOCAL_MESSAGE(docket::view_task)
DOCKET_LOCAL_MESSAGE(docket::begin_rebuild)
DOCKET_LOCAL_MESSAGE(docket::rebuild_goes_on)
DOCKET_LOCAL_MESSAGE(docket::rebuild_is_near)
DOCKET_LOCAL_MESSAGE(docket::limit_reached)
