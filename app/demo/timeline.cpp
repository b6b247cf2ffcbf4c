#include "docket/app/demo/timeline.hpp"

namespace docket::app {

timeline::moment timeline::next() {
  begin_stories();
  if (upcoming_.empty()) return {};
  auto first = upcoming_.top();
  upcoming_.pop();
  moment result{first.told, first.what()};
  if (++first.step < first.told->steps.size()) upcoming_.push(std::move(first));
  return result;
}

// All that are created before anything else happens: an order is created in the turn of its number.
void timeline::begin_stories() {
  while (begun_ < shop_.orders && (upcoming_.empty() || begun_ + 1 <= upcoming_.top().what().turn))
    upcoming_.push({std::make_shared<const story>(story_of(shop_, ++begun_)), 0});
}

} // namespace docket::app
