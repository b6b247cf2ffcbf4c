#pragma once

#include "docket/service/feed/feed_filter.hpp"
#include "docket/service/feed/feed_round.hpp"
#include "docket/service/http/answer.hpp"
#include "docket/service/running/shop_context.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace docket::service {

struct feed_limits {
  std::size_t listeners_max = 10'000;
  std::size_t batch_bytes = 64u << 10;    // Sent at once, about: while they wait, nothing more is sent.
  std::size_t on_the_way_max = 64;        // Listeners that are sent to at once,
  std::chrono::milliseconds patience{20}; // unless those are as slow as that.
  // Between rounds: as long as one took, and at least this for each who was told, and for each who listens.
  std::chrono::microseconds rest_each_told{10}, rest_each{3};
  std::chrono::milliseconds rest_max{50};
  std::size_t live_events_max = 8'192, live_bytes_max = 8u << 20;
  std::size_t look_at_max = 4'096; // Events of the log that are looked at, at once, for who lags.
  std::size_t pages_max = 8;       // Such readings at a time: other questions wait behind them.
  std::chrono::milliseconds heartbeat{15'000};
};

// Sends events to all who listen, as they are committed, over one subscription to the engine. Each listener
// knows the position it has reached and is sent what comes after it: from the newest events, which are kept
// rendered, or, when it lags or begins earlier, from pages of the log on a reading thread. So there is no gap
// and no repeat, and one that takes nothing costs a batch, and no time of others.
//
// However many listen, others are served: they are sent to a few at a time, each at most one batch until it
// was taken, and after all were told the hub rests for about as long. So the more there is to tell, the more
// goes out in one write. Without listeners nothing is subscribed to. Thread-safe.
class feed_hub {
public:
  explicit feed_hub(shop_context& with, feed_limits limits = {});
  ~feed_hub(); // stop()s.
  feed_hub(const feed_hub&) = delete;
  feed_hub& operator=(const feed_hub&) = delete;

  // Takes one more, who is sent to by what `begin` answers. `head` is one that the log had lately. False:
  // there is no room, or it has stopped, and `begin` was not called. Throws std::logic_error when the engine
  // has been stopped, store_error when the log cannot be opened. May block for the time that takes.
  [[nodiscard]] bool add(feed_wish wish, position head,
                         const std::function<std::shared_ptr<body_stream>()>& begin);

  [[nodiscard]] std::size_t listeners() const;
  // Closes the streams; none is taken from now on. Before the engine and the reading threads go.
  void stop();

private:
  struct listener;
  class state;
  using listeners_list = std::vector<std::shared_ptr<listener>>;

  void work();
  // Once around. Answers when to go around again, if nobody wakes the hub for it.
  [[nodiscard]] std::optional<std::chrono::milliseconds> tell(const listeners_list& all);
  enum class still_to_come { nothing, live_events, old_events };
  [[nodiscard]] still_to_come serve(listener& one, feed_round& round);
  void beat(const listeners_list& all);
  void rest(std::chrono::nanoseconds took, std::size_t listeners);
  // For some of them, in turn. False: the reading threads are too busy.
  [[nodiscard]] bool read_pages(std::vector<listeners_list> lagging);
  // For those who all want the same. False as above.
  [[nodiscard]] bool read_page(const listeners_list& alike);
  void subscribe(position head);
  void unsubscribe_if_alone();

  shop_context& with_;
  const feed_limits limits_;
  // Outlives this: callbacks of streams and pages that are being read know it.
  std::shared_ptr<state> state_;
  std::mutex subscribing_; // Held to begin and end the subscription.
  docket::subscription live_;
  std::size_t told_ = 0; // In this round,
  std::size_t turn_ = 0; // and whose pages are read first; of the hub's thread.
  std::thread thread_;
};

} // namespace docket::service
