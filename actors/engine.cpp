#include "docket/actors/engine.hpp"

#include "docket/actors/engine_parts.hpp"
#include "docket/actors/log_actors/subscription_actor.hpp"
#include "docket/actors/projections.hpp"
#include "docket/actors/queries.hpp"
#include "docket/actors/runtime/spawning_thread.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace docket {
namespace {

std::string_view explain(failure_kind kind) noexcept {
  return kind == failure_kind::stopping ? "the engine is stopping" : "too many commands are in flight";
}

template <class Aggregate>
void send(engine::parts& parts, typename Aggregate::command command, command_options options,
          engine::callback done) {
  if (const auto refused = parts.door.enter())
    return done(unexpected{failure{*refused, {}, std::string{explain(*refused)}}});
  parts.kinds.of<Aggregate>().send(std::move(command), std::move(options), std::move(done), parts.door);
}

template <class Aggregate>
std::future<command_result> promised(engine::parts& parts, typename Aggregate::command command,
                                     command_options options) {
  auto promise = std::make_shared<std::promise<command_result>>();
  auto answer = promise->get_future();
  send<Aggregate>(
      parts, std::move(command), std::move(options),
      [promise = std::move(promise)](command_result result) { promise->set_value(std::move(result)); });
  return answer;
}

// Borrows a connection for one question.
class borrowed_reader {
public:
  explicit borrowed_reader(reader_pool& pool) : pool_(pool), reader_(pool.take()) {}
  ~borrowed_reader() { pool_.give_back(std::move(reader_)); }
  borrowed_reader(const borrowed_reader&) = delete;
  borrowed_reader& operator=(const borrowed_reader&) = delete;
  [[nodiscard]] log_reader& operator*() const { return *reader_; }

private:
  reader_pool& pool_;
  std::unique_ptr<log_reader> reader_;
};

void count_commands(const counters& c, engine_metrics& m) {
  m.commands_failed = c.turned_away;
  for (const auto& of : c.commands) {
    m.commands_accepted += of.accepted;
    m.commands_repeated += of.repeated;
    m.commands_rejected += of.rejected;
    m.commands_failed += of.failed;
  }
}

void add_command_counts(const counters& c, bool own, engine_metrics& m) {
  for (std::size_t kind = 0; kind < c.commands.size(); ++kind) {
    const auto& of = c.commands[kind];
    const command_counts counts{
        name_of_command_kind(kind), own, of.accepted, of.repeated, of.rejected, of.failed};
    if (counts.accepted + counts.repeated + counts.rejected + counts.failed > 0) m.commands.push_back(counts);
  }
}

} // namespace

engine::engine(config with) : parts_(std::make_unique<parts>(std::move(with))) {}
engine::~engine() = default;

std::future<command_result> engine::execute(order_command command, command_options options) {
  return promised<docket::order>(*parts_, std::move(command), std::move(options));
}
std::future<command_result> engine::execute(stock_command command, command_options options) {
  return promised<stock>(*parts_, std::move(command), std::move(options));
}
std::future<command_result> engine::execute(payment_command command, command_options options) {
  return promised<payment>(*parts_, std::move(command), std::move(options));
}
std::future<command_result> engine::execute(shipment_command command, command_options options) {
  return promised<shipment>(*parts_, std::move(command), std::move(options));
}

void engine::retry_fulfilment(order_id order, command_options options, callback done) {
  send<docket::fulfilment>(*parts_, docket::retry_fulfilment{std::move(order)}, std::move(options),
                           std::move(done));
}
void engine::abandon_fulfilment(order_id order, text reason, command_options options, callback done) {
  send<docket::fulfilment>(*parts_, docket::abandon_fulfilment{std::move(order), std::move(reason)},
                           std::move(options), std::move(done));
}

void engine::execute(order_command command, command_options options, callback done) {
  send<docket::order>(*parts_, std::move(command), std::move(options), std::move(done));
}
void engine::execute(stock_command command, command_options options, callback done) {
  send<stock>(*parts_, std::move(command), std::move(options), std::move(done));
}
void engine::execute(payment_command command, command_options options, callback done) {
  send<payment>(*parts_, std::move(command), std::move(options), std::move(done));
}
void engine::execute(shipment_command command, command_options options, callback done) {
  send<shipment>(*parts_, std::move(command), std::move(options), std::move(done));
}

std::future<command_result> engine::retry_fulfilment(order_id order, command_options options) {
  return promised<docket::fulfilment>(*parts_, docket::retry_fulfilment{std::move(order)},
                                      std::move(options));
}
std::future<command_result> engine::abandon_fulfilment(order_id order, text reason, command_options options) {
  return promised<docket::fulfilment>(
      *parts_, docket::abandon_fulfilment{std::move(order), std::move(reason)}, std::move(options));
}

one_order engine::order(std::string_view id) const { return {*this, order_id{id}}; }

std::optional<order_view> one_order::read(const history_point& at) const {
  const borrowed_reader reader{engine_->parts_->readers};
  return read_order(*reader, id_, at);
}

std::vector<history_entry> one_order::history() const {
  const borrowed_reader reader{engine_->parts_->readers};
  return read_order_history(*reader, id_);
}

one_fulfilment engine::fulfilment(std::string_view order) const { return {*this, order_id{order}}; }

std::optional<fulfilment_view> one_fulfilment::now() const {
  const borrowed_reader reader{engine_->parts_->readers};
  return read_fulfilment(*reader, id_);
}

std::optional<fulfilment_history> one_fulfilment::history() const {
  const borrowed_reader reader{engine_->parts_->readers};
  return read_fulfilment_history(*reader, id_);
}

subscription engine::subscribe(from_position begin, std::function<void(const event_view&)> on_event,
                               subscription_options options) {
  if (parts_->door.closed()) throw std::logic_error{"a stopped engine takes no subscriptions"};
  auto shared = std::make_shared<subscription::state>(begin.after);
  auto feed = std::make_shared<subscription_feed>(parts_->settings.subscriptions.buffer_max);
  const spawning_thread this_one;
  const auto actor = spawn_with_thread<subscription_actor>(
      *parts_->system,
      subscription_context{shared, feed, parts_->store->open_reader(), parts_->publisher, std::move(on_event),
                           std::move(options), parts_->settings.subscriptions.page});
  shared->on_cancel = [actor] { tell_to_end(actor); };
  {
    const std::scoped_lock hold{parts_->subscriptions_lock};
    std::erase_if(parts_->subscriptions, [](const auto& weak) { return weak.expired(); });
    parts_->subscriptions.push_back(shared);
  }
  tell(parts_->publisher, add_subscriber{std::move(feed), actor});
  return subscription{std::move(shared)};
}

consumer engine::consume(std::string_view name, log_filter filter, batch_handler handler,
                         consumer_options options) {
  if (parts_->door.closed()) throw std::logic_error{"a stopped engine takes no consumers"};
  return consumer{
      parts_->consumers.start({*parts_->store, *parts_->system, parts_->publisher, parts_->persistence}, name,
                              std::move(filter), std::move(handler), std::move(options))};
}

queries engine::queries() const { return docket::queries{parts_->views}; }
projections engine::projections() const { return docket::projections{parts_->views}; }

log_head engine::head() const { return parts_->head.get(); }

engine_load engine::load() const noexcept {
  const auto& c = parts_->counts;
  return {parts_->door.in_flight(), c.appends_waiting, c.hydrations_waiting, c.news_under_way,
          c.aggregates_died};
}

engine_metrics engine::metrics() const {
  const auto& c = parts_->counts;
  engine_metrics m;
  count_commands(c, m);
  add_command_counts(c, false, m);
  add_command_counts(parts_->inner_counts, true, m);
  m.commands_in_flight = parts_->door.in_flight();
  m.stopping = parts_->door.closed();
  m.closed_to_writes = c.closed_to_writes != 0;
  m.events = c.events;
  m.commits = c.commits;
  m.commits_failed = c.commits_failed;
  m.conflicts = c.conflicts;
  m.live_aggregates = c.live_aggregates;
  m.hydrations = c.hydrations;
  m.passivations = c.passivations;
  m.aggregates_died = c.aggregates_died;
  m.appends_waiting = c.appends_waiting;
  m.hydrations_waiting = c.hydrations_waiting;
  m.subscribers = c.subscribers;
  m.snapshots_written = c.snapshots_written;
  m.fulfilments_begun = c.fulfilments_begun;
  m.fulfilments_completed = c.fulfilments_completed;
  m.fulfilments_compensated = c.fulfilments_compensated;
  m.fulfilments_parked = c.fulfilments_parked;
  m.steps_retried = c.steps_retried;
  m.news_under_way = c.news_under_way;
  m.news_set_aside = c.news_set_aside;
  m.command_us = c.command_us.read();
  m.decide_us = c.decide_us.read();
  m.gather_us = c.gather_us.read();
  m.commit_us = c.commit_us.read();
  m.sync_us = c.sync_us.read();
  m.answer_us = c.answer_us.read();
  m.commit_events = c.commit_events.read();
  m.head = parts_->head.get();
  m.files = parts_->store->sizes();
  return m;
}

std::unique_ptr<log_reader> engine::open_reader() const { return parts_->store->open_reader(); }

void engine::stop() { parts_->stop(); }

} // namespace docket
