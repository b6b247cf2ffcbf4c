#pragma once

#include "docket/service/feed/feed_filter.hpp"
#include "docket/service/http/answer.hpp"
#include "docket/service/running/shop_context.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace docket::service {

struct feed_limits {
  std::size_t listeners_max = 1'000;
  std::size_t waiting_bytes_max = 256u << 10; // That a listener has not taken; past it nothing more is sent.
  std::size_t batch_bytes = 64u << 10;        // Sent at once, about.
  std::size_t live_events_max = 8'192, live_bytes_max = 8u << 20;
  std::size_t look_at_max = 4'096; // Events of the log that are looked at, at once, for who lags.
  std::chrono::milliseconds heartbeat{15'000};
};

// One who listens.
struct feed_wish {
  feed_filter filter{};
  bool shows_personal = false;
  position after{}; // Its first event comes after this position.
};

// Sends events to all who listen, as they are committed, over one subscription to the engine. Each listener
// knows the position it has reached and is sent what comes after it: from the newest events, which are kept
// rendered, or, when it lags or begins earlier, from pages of the log on a reading thread. So there is no gap
// and no repeat, and one that takes nothing costs `waiting_bytes_max` and a batch, and no time of others.
// Without listeners nothing is subscribed to. Thread-safe.
class feed_hub {
public:
  explicit feed_hub(shop_context& with, feed_limits limits = {});
  ~feed_hub(); // stop()s.
  feed_hub(const feed_hub&) = delete;
  feed_hub& operator=(const feed_hub&) = delete;

  // `head` is one that the log had lately. False: there are too many, or it stops; the stream is as it was.
  // May block for the time to open a connection.
  [[nodiscard]] bool add(std::shared_ptr<body_stream> stream, feed_wish wish, position head);

  [[nodiscard]] std::size_t listeners() const;
  [[nodiscard]] bool has_room() const { return listeners() < limits_.listeners_max; }
  // Closes the streams; none is taken from now on. Before the engine and the reading threads go.
  void stop();

private:
  struct listener;
  class state;
  using listeners_list = std::vector<std::shared_ptr<listener>>;

  void work();
  // Sends what is next. Answers when to look at it again, if nobody wakes the hub for it.
  [[nodiscard]] std::optional<std::chrono::milliseconds> serve(const std::shared_ptr<listener>& one);
  // False: the reading threads are too busy.
  [[nodiscard]] bool read_page(const std::shared_ptr<listener>& one);
  void subscribe(position head);
  void unsubscribe_if_alone();

  shop_context& with_;
  const feed_limits limits_;
  // Outlives this: callbacks of streams and pages that are being read know it.
  std::shared_ptr<state> state_;
  std::mutex subscribing_; // Held to begin and end the subscription.
  docket::subscription live_;
  std::thread thread_;
};

} // namespace docket::service
