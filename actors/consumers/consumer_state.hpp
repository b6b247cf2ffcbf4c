#pragma once

#include "docket/actors/consumer.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

namespace docket {

// What the handle, the actor and the acknowledgements of one consumer share: which batches are under way, and
// up to where everything was acknowledged. Thread-safe.
class consumer::state : public std::enable_shared_from_this<consumer::state> {
public:
  using clock = std::chrono::steady_clock;

  // How it reaches the rest of the engine: by messages, so never blocking. From any thread, until it is
  // cancelled.
  struct links {
    std::function<void()> go_on;        // There is room, or something is to be handed over again.
    std::function<void(position)> keep; // The checkpoint.
    std::function<void(clock::duration)> keep_later; // Call keep_what_is_due() after so long.
    std::function<void()> end;                       // The actor is no longer wanted.
    std::function<clock::time_point()> now;
  };

  state(position begin, consumer_options options);

  // Before anything else.
  void connect(links to);
  [[nodiscard]] const consumer_options& options() const noexcept { return options_; }

  // The actor's side. Batches are begun one after another; `last` is the last position that was looked at.
  [[nodiscard]] bool has_room() const;
  [[nodiscard]] position handed_over() const; // Up to here; it goes back when a batch was not dealt with.
  [[nodiscard]] acknowledgement begin_batch(position last);
  void pass(position looked_at); // Nothing up to here was wanted.
  // Runs the call unless it was cancelled; false when it is.
  bool call(const std::function<void()>& handler);
  // How long to wait before going on, once after something was not dealt with.
  [[nodiscard]] std::optional<std::chrono::milliseconds> take_back_off();
  // The log could not be read.
  void note_failure();

  // The acknowledgements' side.
  void acknowledge(std::uint64_t batch);
  void drop(std::uint64_t batch) noexcept;
  void keep_what_is_due();

  // The handle's side.
  void cancel();
  [[nodiscard]] bool active() const noexcept { return active_; }
  [[nodiscard]] position acknowledged() const;

private:
  struct under_way {
    std::uint64_t number = 0;
    position last{};
    bool acknowledged = false;
  };

  [[nodiscard]] under_way* find(std::uint64_t number);
  void settle();
  void count_failure();
  void keep(bool at_once);

  consumer_options options_;
  std::atomic<bool> active_{true};
  std::recursive_mutex call_; // Held during a call; recursive, as a call may cancel its own consumer.

  mutable std::mutex lock_; // Of all below, and of what is done with it: links are called under it.
  links links_;
  std::deque<under_way> batches_; // By number; the first is the oldest that is not acknowledged.
  std::uint64_t next_number_ = 1;
  position acknowledged_{}, kept_{};
  clock::time_point kept_at_{};
  bool keeps_later_ = false;
  std::uint32_t failures_ = 0; // Since the last acknowledgement.
  bool backs_off_ = false;
};

// One batch's; the last one that lets go of it tells whether the batch was dealt with.
class acknowledgement::token {
public:
  token(std::shared_ptr<consumer::state> of, std::uint64_t batch) : state_(std::move(of)), batch_(batch) {}
  ~token() { state_->drop(batch_); }
  token(const token&) = delete;
  token& operator=(const token&) = delete;

  void acknowledge() { state_->acknowledge(batch_); }

private:
  std::shared_ptr<consumer::state> state_;
  std::uint64_t batch_;
};

} // namespace docket
