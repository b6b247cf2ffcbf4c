#include "docket/service/feed/feed_round.hpp"

#include <algorithm>
#include <utility>

namespace docket::service {

shared_batch feed_round::next_of(const feed_wish& wish) {
  const auto same = std::ranges::find(kept_, wish, &kept_batch::wish);
  if (same != kept_.end()) return same->batch;
  auto taken = take_(wish, up_to_);
  shared_batch batch{nullptr, taken.reached, taken.is_behind};
  if (!taken.text.empty()) batch.text = std::make_shared<const std::string>(std::move(taken.text));
  if (kept_.size() < kept_max) kept_.push_back({wish, batch});
  return batch;
}

} // namespace docket::service
