#include "docket/service/feed/feed_hub.hpp"

#include "docket/service/feed/feed_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

namespace docket::service {
namespace {

// When reading threads take no more work, a page is tried again then.
constexpr std::chrono::milliseconds busy_pause{100};

// Keeps proxies from closing a quiet stream, and tells the listener how far it is: past what its filter left
// out.
std::string heartbeat_at(position reached) { return fmt::format(":\nid: {}\n\n", value(reached)); }

} // namespace

feed_hub::feed_hub(shop_context& with, feed_limits limits)
    : with_(with),
      limits_(limits),
      state_(std::make_shared<state>(limits)),
      thread_([this] { work(); }) {}

feed_hub::~feed_hub() { stop(); }

void feed_hub::stop() {
  state_->stop();
  if (thread_.joinable()) thread_.join();
  const std::scoped_lock hold{subscribing_};
  live_.cancel();
}

std::size_t feed_hub::listeners() const { return state_->listeners(); }

bool feed_hub::add(feed_wish wish, position head,
                   const std::function<std::shared_ptr<body_stream>()>& begin) {
  const std::scoped_lock hold{subscribing_};
  if (!state_->has_room()) return false;
  subscribe(head);
  auto one = std::make_shared<listener>();
  one->stream = begin();
  one->wish = std::move(wish);
  one->stream->on_drained([shared = std::weak_ptr{state_}] {
    if (const auto hub = shared.lock()) hub->wake();
  });
  if (!state_->add(one)) one->stream->close(); // It was stopped meanwhile.
  return true;
}

void feed_hub::subscribe(position head) {
  if (live_.active()) return;
  state_->begin(head);
  live_ = with_.shop.subscribe(
      from_position{value(head)}, [shared = state_](const event_view& event) { shared->add(event); },
      {.filter = {}, .on_error = [shared = state_](const std::string&) { shared->fail(); }});
}

void feed_hub::unsubscribe_if_alone() {
  const std::scoped_lock hold{subscribing_};
  if (state_->listeners() == 0) live_.cancel();
}

void feed_hub::work() {
  listeners_list all;
  auto next_beat = state::clock::now() + limits_.heartbeat;
  auto next_look = next_beat;
  while (true) {
    const auto due = state_->wait(next_look, all);
    if (due == state::due::end) break;
    if (due == state::due::go_away)
      for (const auto& one : all)
        one->stream->close();

    const auto now = state::clock::now();
    next_look = std::max(next_beat, now);
    for (const auto& one : all)
      next_look = std::min(next_look, now + serve(one).value_or(limits_.heartbeat));
    if (now >= next_beat) {
      for (const auto& one : all)
        if (!one->reads && one->stream->waiting_bytes() == 0)
          one->stream->write(heartbeat_at(one->wish.after));
      next_beat = now + limits_.heartbeat;
      next_look = std::min(next_look, next_beat);
    }
    if (const auto gone = std::erase_if(all, [](const auto& one) { return !one->stream->open(); })) {
      state_->left(gone);
      unsubscribe_if_alone();
    }
  }
  for (const auto& one : all)
    one->stream->close();
  state_->left(all.size());
}

std::optional<std::chrono::milliseconds> feed_hub::serve(const std::shared_ptr<listener>& one) {
  if (one->reads || !one->stream->open() || one->stream->waiting_bytes() > limits_.waiting_bytes_max)
    return std::nullopt;
  auto batch = state_->take(one->wish, limits_.batch_bytes);
  if (batch.is_behind) return read_page(one) ? std::nullopt : std::optional{busy_pause};
  const bool moved = batch.reached != one->wish.after;
  one->wish.after = batch.reached;
  if (!batch.text.empty()) one->stream->write(std::move(batch.text));
  return moved ? std::optional{std::chrono::milliseconds{0}} : std::nullopt;
}

bool feed_hub::read_page(const std::shared_ptr<listener>& one) {
  one->reads = true;
  const bool taken = with_.readers.run([one, shared = state_, limits = limits_](log_reader& log) {
    try {
      auto& wish = one->wish;
      std::string text;
      wish.after = read_feed(log, wish.filter, wish.after, limits.look_at_max, [&](const event_view& event) {
        text += server_sent(event, wish.shows_personal);
        return text.size() < limits.batch_bytes;
      });
      if (!text.empty()) one->stream->write(std::move(text));
    } catch (const std::exception&) {
      one->stream->close(); // It comes back, and is told then why the log cannot be read.
    }
    one->reads = false;
    shared->wake();
  });
  if (!taken) one->reads = false;
  return taken;
}

} // namespace docket::service
