#include "docket/simulation/shop/shop_consumer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

namespace docket {

shop_consumer::shop_consumer(simulation& world, findings& found)
    : world_(world),
      dice_(world.random_for("consumer")),
      found_(found) {}

void shop_consumer::follow(engine& shop) {
  leave();
  listening_ = std::make_shared<bool>(true);
  seen_ = 0;
  consumer_options options;
  options.batch_max = 1 + dice_.below(8);
  options.unacknowledged_max = 1 + dice_.below(3);
  options.back_off_max = std::chrono::milliseconds{500};
  options.checkpoint_every = std::chrono::milliseconds{dice_.below(800)};
  options.on_error = [](const std::string&) {};
  consumer_ = shop.consume(
      "simulated", {},
      [this, listening = listening_](const consumer_batch& batch, const acknowledgement& acknowledge) {
        if (*listening) take(batch, acknowledge);
      },
      std::move(options));
}

void shop_consumer::leave() {
  if (listening_) *listening_ = false;
  consumer_.reset();
}

// A run begins at or before what was not acknowledged, and goes on without a gap or goes back.
void shop_consumer::take(const consumer_batch& batch, const acknowledgement& acknowledge) {
  const auto first = value(batch.events.front().position);
  const auto last = value(batch.events.back().position);
  const auto most = seen_ != 0 ? seen_ + 1 : first_missing();
  if (first > most)
    found_.add("consumer_gap",
               fmt::format("the consumer is handed {} next, and had not dealt with {}", first, most));
  seen_ = last;
  if (dice_.chance(10)) return; // Dropped: it is handed over again.
  if (dice_.chance(60)) {
    acknowledge();
    return note(first, last);
  }
  world_.calls()->after(std::chrono::milliseconds{dice_.below(100)},
                        [this, acknowledge, first, last, listening = listening_] {
                          acknowledge();
                          if (*listening) note(first, last);
                        });
}

void shop_consumer::note(std::uint64_t first, std::uint64_t last) {
  if (acknowledged_.size() < last) acknowledged_.resize(last);
  std::fill(acknowledged_.begin() + static_cast<std::ptrdiff_t>(first - 1),
            acknowledged_.begin() + static_cast<std::ptrdiff_t>(last), true);
}

std::uint64_t shop_consumer::first_missing() const {
  return static_cast<std::uint64_t>(std::find(acknowledged_.begin(), acknowledged_.end(), false) -
                                    acknowledged_.begin()) +
         1;
}

} // namespace docket
