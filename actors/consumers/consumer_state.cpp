#include "docket/actors/consumers/consumer_state.hpp"

#include <algorithm>
#include <utility>

namespace docket {

consumer::state::state(position begin, consumer_options options)
    : options_(std::move(options)),
      acknowledged_(begin),
      kept_(begin) {}

void consumer::state::connect(links to) {
  const std::scoped_lock hold{lock_};
  links_ = std::move(to);
}

bool consumer::state::has_room() const {
  const std::scoped_lock hold{lock_};
  return batches_.size() < options_.unacknowledged_max;
}

position consumer::state::handed_over() const {
  const std::scoped_lock hold{lock_};
  return batches_.empty() ? acknowledged_ : batches_.back().last;
}

acknowledgement consumer::state::begin_batch(position last) {
  const std::scoped_lock hold{lock_};
  const auto number = next_number_++;
  batches_.push_back({number, last, false});
  return acknowledgement{std::make_shared<acknowledgement::token>(shared_from_this(), number)};
}

void consumer::state::pass(position looked_at) {
  const std::scoped_lock hold{lock_};
  (batches_.empty() ? acknowledged_ : batches_.back().last) = looked_at;
  keep(false);
}

bool consumer::state::call(const std::function<void()>& handler) {
  const std::scoped_lock hold{call_};
  if (!active_) return false;
  handler();
  return true;
}

consumer::state::under_way* consumer::state::find(std::uint64_t number) {
  if (batches_.empty() || number < batches_.front().number) return nullptr;
  const auto found = std::find_if(batches_.begin(), batches_.end(),
                                  [&](const under_way& batch) { return batch.number == number; });
  return found == batches_.end() ? nullptr : &*found;
}

// Those at the beginning that are acknowledged are done with.
void consumer::state::settle() {
  while (!batches_.empty() && batches_.front().acknowledged) {
    acknowledged_ = batches_.front().last;
    batches_.pop_front();
  }
}

void consumer::state::acknowledge(std::uint64_t batch) {
  const std::scoped_lock hold{lock_};
  auto* found = find(batch);
  if (!found || found->acknowledged || !active_) return;
  found->acknowledged = true;
  failures_ = 0;
  settle();
  keep(false);
  if (links_.go_on) links_.go_on();
}

// Not acknowledged: it is handed over again, and what came after it, so that it comes in log order.
void consumer::state::drop(std::uint64_t batch) noexcept {
  const std::scoped_lock hold{lock_};
  const auto* found = find(batch);
  if (!found || found->acknowledged || !active_) return;
  while (!batches_.empty() && batches_.back().number >= batch)
    batches_.pop_back();
  count_failure();
  if (links_.go_on) links_.go_on();
}

void consumer::state::count_failure() {
  ++failures_;
  backs_off_ = true;
}

void consumer::state::note_failure() {
  const std::scoped_lock hold{lock_};
  count_failure();
}

std::optional<std::chrono::milliseconds> consumer::state::take_back_off() {
  constexpr std::uint32_t doublings_max = 20;
  const std::scoped_lock hold{lock_};
  if (!std::exchange(backs_off_, false)) return std::nullopt;
  const auto doublings = std::min(failures_ == 0 ? 0 : failures_ - 1, doublings_max);
  return std::min(options_.back_off_first * (1 << doublings), options_.back_off_max);
}

void consumer::state::keep_what_is_due() {
  const std::scoped_lock hold{lock_};
  keeps_later_ = false;
  keep(false);
}

// Not more often than asked for; what comes in between is kept by one timer.
void consumer::state::keep(bool at_once) {
  if (acknowledged_ == kept_ || !links_.keep) return;
  const auto now = links_.now();
  const auto wait = kept_at_ + options_.checkpoint_every - now;
  if (at_once || kept_at_ == clock::time_point{} || wait <= clock::duration::zero()) {
    kept_ = acknowledged_;
    kept_at_ = now;
    links_.keep(kept_);
  } else if (!std::exchange(keeps_later_, true)) {
    links_.keep_later(wait);
  }
}

void consumer::state::cancel() {
  active_ = false;
  const std::scoped_lock until_the_call_returns{call_};
  const std::scoped_lock hold{lock_};
  keep(true);
  const auto to = std::exchange(links_, {});
  if (to.end) to.end();
}

position consumer::state::acknowledged() const {
  const std::scoped_lock hold{lock_};
  return acknowledged_;
}

void acknowledgement::operator()() const {
  if (token_) token_->acknowledge();
}

consumer& consumer::operator=(consumer&& other) noexcept {
  if (this != &other) {
    cancel();
    state_ = std::move(other.state_);
  }
  return *this;
}

consumer::~consumer() { cancel(); }

void consumer::cancel() {
  if (state_) state_->cancel();
}

bool consumer::active() const noexcept { return state_ && state_->active(); }

position consumer::acknowledged() const { return state_ ? state_->acknowledged() : position{}; }

} // namespace docket
