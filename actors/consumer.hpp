#pragma once

#include "docket/actors/subscription.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace docket {

// Under this name and the consumer's own the log keeps how far a consumer has come
// (log_reader::load_checkpoint).
inline constexpr std::string_view consumer_checkpoint_prefix = "consumer:";

// Events for a consumer, in log order, at least one. Valid until the handler returns; copy what is needed
// longer.
struct consumer_batch {
  std::span<const recorded_event> events;
};

// Says that a batch has been dealt with, so that it is not handed over again. May be called later, from any
// thread, more than once; copies speak of the same batch. When the last copy goes without having been called,
// the batch was not dealt with: it, and what came after it, is handed over again.
class acknowledgement {
public:
  class token;
  explicit acknowledgement(std::shared_ptr<token> t) : token_(std::move(t)) {}

  void operator()() const;

private:
  std::shared_ptr<token> token_;
};

using batch_handler = std::function<void(const consumer_batch&, acknowledgement)>;

struct consumer_options {
  from_position begin{};              // Where one begins that has no checkpoint yet.
  std::size_t batch_max = 256;        // Events in one batch.
  std::size_t unacknowledged_max = 4; // Batches handed over and not acknowledged; past it the log waits.
  std::chrono::milliseconds back_off_first{100};     // Before what was not dealt with is handed over again;
  std::chrono::milliseconds back_off_max{30'000};    // doubled with each failure, up to here.
  std::chrono::milliseconds checkpoint_every{1'000}; // At most so often it is kept what was acknowledged.
  // Told, on the consumer's thread, when the handler throws or the log cannot be read. Either is tried again.
  std::function<void(const std::string& why)> on_error;
};

// A durable subscription with a name, for what leaves the system: to a broker, a mailer, another database.
// Every event that the filter wants is handed over at least once, in log order, however often either side
// dies: what was acknowledged is kept in the log's database under the consumer's name, and whoever consumes
// under that name goes on after it. The log is the outbox; there is no second write. Rebuilding a projection
// never hands anything over again.
//
// The handler is called on the consumer's own thread, one batch at a time; a slow one lags and slows nobody.
// Destroying or cancelling it waits for the call under way to return (unless that call itself cancels), keeps
// what was acknowledged, and no further call begins.
class consumer {
public:
  consumer() = default;
  class state;
  explicit consumer(std::shared_ptr<state> s) : state_(std::move(s)) {}
  consumer(consumer&&) noexcept = default;
  consumer& operator=(consumer&& other) noexcept;
  ~consumer();

  void cancel();
  [[nodiscard]] bool active() const noexcept;
  // Everything wanted up to here was acknowledged.
  [[nodiscard]] docket::position acknowledged() const;

private:
  std::shared_ptr<state> state_;
};

} // namespace docket
