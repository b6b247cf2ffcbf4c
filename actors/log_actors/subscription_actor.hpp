#pragma once

#include "docket/actors/log_actors/messages.hpp"
#include "docket/actors/log_actors/subscription_feed.hpp"
#include "docket/actors/runtime/caf_seam.hpp"
#include "docket/actors/subscription.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace docket {

// What the handle and the actor of one subscription share.
class subscription::state {
public:
  explicit state(std::uint64_t begin) : position_(begin) {}

  // Blocks while a call is under way on another thread.
  void cancel();
  [[nodiscard]] bool active() const noexcept { return active_; }
  [[nodiscard]] docket::position position() const noexcept { return docket::position{position_.load()}; }
  void advance(docket::position to) noexcept { position_ = value(to); }

  // Runs the call unless the subscription is over; false when it is.
  bool call(const std::function<void()>& subscriber);

  std::function<void()> on_cancel; // Set before the first message; asks the actor to leave.

private:
  std::atomic<bool> active_{true};
  std::atomic<std::uint64_t> position_;
  std::recursive_mutex call_; // Held during a call; recursive, as a call may cancel its own subscription.
};

struct subscription_context {
  std::shared_ptr<subscription::state> shared;
  std::shared_ptr<subscription_feed> feed;
  std::shared_ptr<log_reader> reader;
  caf::actor publisher;
  std::function<void(const event_view&)> on_event;
  subscription_options options;
  std::size_t page = 1'000;
};

// Feeds one subscriber: reads the log up to where live commits begin, then hands those over as they come. It
// knows only the position it has reached; whatever commits it did not get (before the first, or withheld
// because it lagged) it reads. So there is no gap and no repeat at the seam, by construction. Runs detached:
// the subscriber may be slow.
class subscription_actor : public event_actor {
public:
  subscription_actor(caf::actor_config& config, subscription_context context);

  caf::behavior make_behavior() override;
  void on_exit() override;

private:
  void handle(const finished_commit& commit);
  void read_until(position head);
  void hand_over(const finished_commit& commit);
  bool hand_over(const append_job& job, const appended& where, timestamp recorded_at);
  bool deliver(const event_view& event);
  void guarded(const std::function<void()>& work);

  subscription_context context_;
};

} // namespace docket
