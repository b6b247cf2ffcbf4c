#include "docket/service/feed/feed_hub.hpp"

#include "docket/service/feed/feed_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>

namespace docket::service {
namespace {

// When reading threads take no more work, a page is tried again then.
constexpr std::chrono::milliseconds busy_pause{100};

// Keeps proxies from closing a quiet stream, and tells the listener how far it is: past what its filter left
// out.
shared_text heartbeat_at(position reached) {
  return std::make_shared<const std::string>(fmt::format(":\nid: {}\n\n", value(reached)));
}

// Pages end at certain positions, so that those who lag meet there and share the next one.
constexpr std::uint64_t page_events = 128;

shared_batch page_of(log_reader& log, const feed_wish& wish, const feed_limits& limits) {
  const auto end = (value(wish.after) / page_events + 1) * page_events;
  std::string text;
  const auto reached =
      read_feed(log, wish.filter, wish.after, limits.look_at_max, [&](const event_view& event) {
        text += server_sent(event, wish.shows_personal);
        return value(event.position) < end && text.size() < limits.batch_bytes;
      });
  return {text.empty() ? nullptr : std::make_shared<const std::string>(std::move(text)), reached};
}

// Those who lag want the same where they were sent the same before.
template <class Listeners>
void add_to_its_like(std::vector<Listeners>& groups, const typename Listeners::value_type& one) {
  const auto like =
      std::ranges::find_if(groups, [&](const Listeners& group) { return group.front()->wish == one->wish; });
  if (like == groups.end())
    groups.push_back({one});
  else
    like->push_back(one);
}

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
  one->stream->on_drained([shared = std::weak_ptr{state_}, whose = std::weak_ptr{one}] {
    const auto hub = shared.lock();
    const auto who = whose.lock();
    if (hub && who) hub->drained(*who);
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

    const auto began = state::clock::now();
    next_look = next_beat;
    if (const auto again = tell(all)) next_look = std::min(next_look, state::clock::now() + *again);
    if (began >= next_beat) {
      beat(all);
      next_beat = began + limits_.heartbeat;
      next_look = std::min(next_look, next_beat);
    }
    if (const auto gone = std::erase_if(all, [](const auto& one) { return !one->stream->open(); })) {
      state_->left(gone);
      unsubscribe_if_alone();
    }
    rest(state::clock::now() - began, all.size());
  }
  for (const auto& one : all)
    one->stream->close();
  state_->left(all.size());
}

std::optional<std::chrono::milliseconds> feed_hub::tell(const listeners_list& all) {
  auto round = state_->begin_round();
  told_ = 0;
  std::optional<std::chrono::milliseconds> again;
  std::vector<listeners_list> lagging;
  for (const auto& one : all)
    switch (serve(*one, round)) {
    case still_to_come::nothing: break;
    case still_to_come::live_events: again = std::chrono::milliseconds{0}; break;
    case still_to_come::old_events: add_to_its_like(lagging, one); break;
    }
  if (!read_pages(std::move(lagging))) again = std::min(again.value_or(busy_pause), busy_pause);
  return again;
}

// What it has to wait for wakes the hub: it has nothing to come meanwhile.
feed_hub::still_to_come feed_hub::serve(listener& one, feed_round& round) {
  if (one.reads || !one.stream->open()) return still_to_come::nothing;
  const bool has_page = one.page.reached > one.wish.after;
  if (!has_page && one.wish.after >= round.up_to()) return still_to_come::nothing;
  if (one.must_wait()) return still_to_come::nothing;
  const auto batch = has_page ? std::exchange(one.page, {}) : round.next_of(one.wish);
  if (batch.is_behind) return still_to_come::old_events;
  one.wish.after = batch.reached;
  if (batch.text) {
    state_->send(one, batch.text);
    ++told_;
  }
  return batch.reached < round.up_to() ? still_to_come::live_events : still_to_come::nothing;
}

void feed_hub::beat(const listeners_list& all) {
  for (const auto& one : all)
    if (!one->reads && one->is_idle()) state_->send(*one, heartbeat_at(one->wish.after));
}

void feed_hub::rest(std::chrono::nanoseconds took, std::size_t listeners) {
  const std::chrono::nanoseconds least = limits_.rest_each_told * told_ + limits_.rest_each * listeners;
  const auto due = std::max(took, least);
  state_->rest(std::min<std::chrono::nanoseconds>(due, limits_.rest_max));
}

// The end of each wakes the hub, for those that had no turn yet.
bool feed_hub::read_pages(std::vector<listeners_list> lagging) {
  if (lagging.empty()) return true;
  std::ranges::rotate(lagging, lagging.begin() + static_cast<std::ptrdiff_t>(turn_ % lagging.size()));
  for (const auto& alike : lagging) {
    if (state_->pages_under_way >= limits_.pages_max) return true;
    if (!read_page(alike)) return false;
    ++turn_;
  }
  return true;
}

bool feed_hub::read_page(const listeners_list& alike) {
  ++state_->pages_under_way;
  for (const auto& one : alike)
    one->reads = true;
  const bool taken = with_.readers.run([alike, shared = state_, limits = limits_](log_reader& log) {
    shared_batch page;
    try {
      page = page_of(log, alike.front()->wish, limits);
    } catch (const std::exception&) {
      for (const auto& one : alike)
        one->stream->close(); // It comes back, and is told then why the log cannot be read.
    }
    for (const auto& one : alike) {
      one->page = page;
      one->reads = false;
    }
    --shared->pages_under_way;
    shared->wake();
  });
  if (taken) return true;
  --state_->pages_under_way;
  for (const auto& one : alike)
    one->reads = false;
  return false;
}

} // namespace docket::service
