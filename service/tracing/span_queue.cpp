#include "docket/service/tracing/span_queue.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace docket::service {

void span_queue::add(std::vector<finished_span> spans) {
  const std::scoped_lock hold{lock_};
  if (closed_ || spans_.size() + spans.size() > spans_max_) {
    dropped_ += spans.size();
    return;
  }
  std::move(spans.begin(), spans.end(), std::back_inserter(spans_));
  if (spans_.size() >= wanted_) changed_.notify_all();
}

std::vector<finished_span> span_queue::take(std::size_t most, std::chrono::milliseconds delay) {
  std::unique_lock hold{lock_};
  wanted_ = 1;
  changed_.wait(hold, [this] { return closed_ || !spans_.empty(); });
  wanted_ = most;
  changed_.wait_for(hold, delay, [&] { return closed_ || spans_.size() >= most; });
  const auto end = spans_.begin() + static_cast<std::ptrdiff_t>(std::min(most, spans_.size()));
  std::vector<finished_span> batch{std::make_move_iterator(spans_.begin()), std::make_move_iterator(end)};
  spans_.erase(spans_.begin(), end);
  return batch;
}

void span_queue::pause(std::chrono::milliseconds time) {
  std::unique_lock hold{lock_};
  changed_.wait_for(hold, time, [this] { return closed_; });
}

bool span_queue::closed() const {
  const std::scoped_lock hold{lock_};
  return closed_;
}

void span_queue::close() {
  const std::scoped_lock hold{lock_};
  closed_ = true;
  changed_.notify_all();
}

std::size_t span_queue::clear() {
  const std::scoped_lock hold{lock_};
  return std::exchange(spans_, {}).size();
}

std::size_t span_queue::waiting() const {
  const std::scoped_lock hold{lock_};
  return spans_.size();
}

std::uint64_t span_queue::dropped() const {
  const std::scoped_lock hold{lock_};
  return dropped_;
}

} // namespace docket::service
