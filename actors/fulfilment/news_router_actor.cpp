#include "docket/actors/fulfilment/news_router_actor.hpp"

#include "docket/actors/log_actors/commit_events.hpp"
#include "docket/actors/tracing/trace_context.hpp"
#include "docket/domain/overloaded.hpp"
#include "docket/domain/planted_bugs.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace docket {

namespace {

// After so many attempts news are set aside: they are tried again, ever more rarely, and hold up no others.
constexpr int attempts_max = 8;
constexpr std::chrono::milliseconds first_wait{50};
constexpr int doublings_max = 10;
constexpr std::chrono::milliseconds rest_unread{500}; // Before a log is read again that could not be read.

begin_fulfilment beginning(const order_to_fulfil& placed, const placed_order& order, fulfilment_flow flow,
                           const text& usual_method) {
  begin_fulfilment told{placed.order,
                        placed.process,
                        flow,
                        order.currency,
                        order.total,
                        placed.method.empty() ? usual_method : placed.method,
                        {}};
  for (const auto& line : order.lines)
    told.items.push_back({line.product, line.pieces});
  return told;
}

// Nothing can be noted in this engine's life any more; the next one begins at the checkpoint. (A store that
// is unavailable may be full for a while only.)
bool is_final(failure_kind kind) {
  return kind == failure_kind::stopping || kind == failure_kind::outcome_unknown;
}

} // namespace

news_router_actor::news_router_actor(caf::actor_config& config, news_router_context context)
    : event_actor(config),
      context_(std::move(context)),
      routed_(context_.begin),
      checkpoint_(context_.begin) {}

caf::behavior news_router_actor::make_behavior() {
  schedule_checkpoint();
  return {
      [this](const log_reaches& m) {
        head_ = m.head;
        read_on();
      },
      [this](const published& m) { handle(*m.commit); },
      [this](const news_delivered& m) {
        finish(m.at);
        read_on();
      },
      [this](log_readable) {
        reads_again_ = false;
        read_on();
      },
      [this](const news_failed& m) { retry(m.news); },
      [this](const route_again& m) { deliver(m.news); },
      [this](keep_checkpoint) {
        write_checkpoint();
        schedule_checkpoint();
      },
  };
}

void news_router_actor::on_exit() {
  write_checkpoint();
  tell(context_.publisher, remove_subscriber{context_.feed});
  context_.publisher = context_.persistence = nullptr;
}

// Straight from memory while it keeps up; else the log is read, at its own pace.
void news_router_actor::handle(const finished_commit& commit) {
  if (!is_full() && continues_with(commit)) route(commit);
  context_.feed->handled(events_in(commit));
  head_ = std::max(head_, context_.feed->head()); // Past commits that were withheld meanwhile, if any.
  read_on();
}

bool news_router_actor::continues_with(const finished_commit& commit) const {
  return value(commit.head.position) == value(routed_) + written_events_in(commit);
}

void news_router_actor::route(const finished_commit& commit) {
  if (each_event(commit, [this](const event_view& event) { return route(event); }))
    routed_ = commit.head.position;
}

void news_router_actor::read_on() {
  try {
    while (!is_full() && routed_ < head_) {
      const auto from = position{value(routed_) + 1};
      const auto last = context_.reader->read_log(from, news_filter(), context_.page,
                                                  [this](const event_view& event) { return route(event); });
      if (last < from) return;
      routed_ = last;
    }
  } catch (const std::exception& e) {
    context_.log(std::string{"the log could not be read for fulfilments: "} + e.what());
    if (!std::exchange(reads_again_, true)) tell_later(system(), rest_unread, self(), log_readable{});
  }
}

// An event that cannot be understood concerns one order, and holds up no other.
std::optional<fulfilment_news> news_router_actor::read(const event_view& event) const {
  try {
    return news_of(event);
  } catch (const std::exception& e) {
    context_.log(std::string{"a fulfilment was not told of an event: "} + e.what());
    return std::nullopt;
  }
}

// False: enough is under way.
bool news_router_actor::route(const event_view& event) {
  routed_ = event.position; // Should what follows be unreadable, this was told.
  auto news = read(event);
  if (!news) return true;
  auto shared = std::make_shared<routed_news>(
      routed_news{event.position, std::move(*news), carried_on(origin_of(event))});
  under_way_.emplace(event.position, shared);
  count();
  deliver(shared);
  return !is_full();
}

void news_router_actor::deliver(const std::shared_ptr<routed_news>& news) {
  std::visit(overloaded{
                 [&](const order_to_fulfil& placed) { deliver(news, placed); },
                 [&](const fulfilment_command& told) { tell_fulfilment(news, told); },
             },
             news->what);
}

// What the order is in, its state tells.
void news_router_actor::deliver(const std::shared_ptr<routed_news>& news, const order_to_fulfil& placed) {
  context_.sender.show<order>(
      placed.order.view(),
      [this, me = self(), news, &placed](const order_state* state) { begin(news, placed, state); });
}

// Runs in the order's actor. An order that is no longer waiting to be paid is in other hands.
void news_router_actor::begin(const std::shared_ptr<routed_news>& news, const order_to_fulfil& placed,
                              const order_state* state) {
  if (!state) return tell(self(), news_failed{news});
  const auto* order = std::get_if<placed_order>(state);
  if (!order || !order->payments.empty()) return tell(self(), news_delivered{news->at});
  tell_fulfilment(news, beginning(placed, *order, context_.flow, context_.payment_method));
}

void news_router_actor::tell_fulfilment(const std::shared_ptr<routed_news>& news, fulfilment_command told) {
  command_options options;
  options.traceparent = news->traceparent;
  auto answered = [me = self(), news](const command_result& result) {
    const bool dropped = planted(planted_bug::news_dropped_on_full_disk) && !result &&
                         result.error().kind == failure_kind::store_unavailable;
    if (result || result.error().kind == failure_kind::rejected || dropped)
      tell(me, news_delivered{news->at});
    else if (!is_final(result.error().kind))
      tell(me, news_failed{news});
  };
  context_.sender.send<fulfilment>(std::move(told), std::move(options), std::move(answered));
}

void news_router_actor::retry(const std::shared_ptr<routed_news>& news) {
  ++news->attempts;
  tell_later(system(), first_wait * (1 << std::min(news->attempts, doublings_max)), self(),
             route_again{news});
  if (news->attempts != attempts_max) return;
  ++set_aside_;
  count();
  context_.log("the event at position " + std::to_string(value(news->at)) +
               " could not be made known to its order's fulfilment yet; it is tried again");
  read_on();
}

void news_router_actor::finish(position at) {
  const auto found = under_way_.find(at);
  if (found == under_way_.end()) return;
  if (found->second->attempts >= attempts_max) --set_aside_;
  under_way_.erase(found);
  count();
}

void news_router_actor::count() const {
  counters::set(context_.counts->news_under_way, under_way_.size() - set_aside_);
  counters::set(context_.counts->news_set_aside, set_aside_);
}

void news_router_actor::write_checkpoint() {
  const auto known = under_way_.empty() || planted(planted_bug::router_checkpoint_ahead)
                         ? routed_
                         : position{value(under_way_.begin()->first) - 1};
  if (known <= checkpoint_) return;
  checkpoint_ = known;
  tell(context_.persistence, checkpoint_request{std::string{fulfilment_checkpoint}, known});
}

void news_router_actor::schedule_checkpoint() {
  tell_later(system(), context_.checkpoint_every, self(), keep_checkpoint{});
}

} // namespace docket
