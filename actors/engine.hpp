#pragma once

#include "docket/actors/config.hpp"
#include "docket/actors/consumer.hpp"
#include "docket/actors/metrics.hpp"
#include "docket/actors/results.hpp"
#include "docket/actors/subscription.hpp"
#include "docket/domain/command_options.hpp"
#include "docket/domain/order/commands.hpp"
#include "docket/domain/payment/commands.hpp"
#include "docket/domain/shipment/commands.hpp"
#include "docket/domain/stock/commands.hpp"
#include "docket/persistence/read/fulfilment_history.hpp"
#include "docket/persistence/read/order_history.hpp"

#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace docket {

class engine;
class projections; // docket/queries.hpp
class queries;     // docket/queries.hpp

// One order as a subject of questions. Reads the log on the calling thread; sees everything acknowledged
// before the call. Throws store_error.
class one_order {
public:
  [[nodiscard]] std::optional<order_view> now() const { return read(now_point{}); }
  [[nodiscard]] std::optional<order_view> at_version(std::uint32_t n) const { return read(version{n}); }
  // As it was when everything that had happened by then, and nothing else, was known.
  [[nodiscard]] std::optional<order_view> as_of(timestamp t) const { return read(t); }
  [[nodiscard]] std::vector<history_entry> history() const;

private:
  friend class engine;
  one_order(const engine& owner, order_id id) : engine_(&owner), id_(std::move(id)) {}
  [[nodiscard]] std::optional<order_view> read(const history_point& at) const;

  const engine* engine_;
  order_id id_;
};

// The same for an order's fulfilment; nothing where none was begun.
class one_fulfilment {
public:
  [[nodiscard]] std::optional<fulfilment_view> now() const;
  [[nodiscard]] std::optional<fulfilment_history> history() const;

private:
  friend class engine;
  one_fulfilment(const engine& owner, order_id id) : engine_(&owner), id_(std::move(id)) {}

  const engine* engine_;
  order_id id_;
};

// The order engine. Many may live in one process, each with its own database. All functions are thread-safe.
class engine {
public:
  using callback = std::function<void(command_result)>;

  // Opens or makes the database, and starts. Throws store_error (locked, newer_format, ...) or config_error.
  explicit engine(config with);
  // stop()s.
  ~engine();
  engine(const engine&) = delete;
  engine& operator=(const engine&) = delete;

  // Carries the command to its order. The answer comes when its events are durable, or when it is refused.
  // Commands for one order are taken in the order in which one thread sends them. Never blocks.
  [[nodiscard]] std::future<command_result> execute(order_command command, command_options options = {});

  [[nodiscard]] std::future<command_result> execute(stock_command command, command_options options = {});
  // What a payment provider or a carrier said on its own: a webhook after a restart, a person on the phone.
  // Where fulfilments are automatic they learn of it.
  [[nodiscard]] std::future<command_result> execute(payment_command command, command_options options = {});
  [[nodiscard]] std::future<command_result> execute(shipment_command command, command_options options = {});

  // Goes on with a fulfilment that is parked, or gives one up: what can be undone is undone. Rules
  // "fulfilment_not_found", "fulfilment_not_parked", "fulfilment_ended"; a reason must be given,
  // "text_empty".
  [[nodiscard]] std::future<command_result> retry_fulfilment(order_id order, command_options options = {});
  [[nodiscard]] std::future<command_result> abandon_fulfilment(order_id order, text reason,
                                                               command_options options = {});

  // The same; `done` is called exactly once, on one of the engine's threads (or on the caller's when the
  // engine does not take the command). It must not block and must not throw.
  void execute(order_command command, command_options options, callback done);
  void execute(stock_command command, command_options options, callback done);
  void execute(payment_command command, command_options options, callback done);
  void execute(shipment_command command, command_options options, callback done);
  void retry_fulfilment(order_id order, command_options options, callback done);
  void abandon_fulfilment(order_id order, text reason, command_options options, callback done);

  [[nodiscard]] one_order order(std::string_view id) const;
  // By the id of its order.
  [[nodiscard]] one_fulfilment fulfilment(std::string_view order) const;

  // Calls on_event for every event after `begin`, now and as they are committed. See subscription. Throws
  // std::logic_error when the engine has been stopped.
  [[nodiscard]] subscription subscribe(from_position begin, std::function<void(const event_view&)> on_event,
                                       subscription_options options = {});

  // A durable subscription: hands the events that the filter wants to the handler, in batches, from where
  // this name had acknowledged them in any earlier run. See consumer. The name is 1 to 128 of the letters
  // that ids are made of. Throws std::invalid_argument for a name or a number in the options that cannot be
  // used, std::logic_error when a consumer of this name is live already, or the engine has been stopped.
  [[nodiscard]] consumer consume(std::string_view name, log_filter filter, batch_handler handler,
                                 consumer_options options = {});

  // Questions to the views of config::projections.
  [[nodiscard]] docket::queries queries() const;
  // What keeps the views of config::projections: how far each is, rebuilding, dead letters.
  [[nodiscard]] docket::projections projections() const;

  // The end of the log as far as it was published. Whoever has an answer finds its events in it; when it is
  // what it was, nothing was answered meanwhile that changed anything. Cheap.
  [[nodiscard]] log_head head() const;

  // A snapshot of counts and sizes. Cheap; may be called at any time.
  [[nodiscard]] engine_metrics metrics() const;
  // Of these, the few that say how busy it is. Cheap enough to be asked before every command.
  [[nodiscard]] engine_load load() const noexcept;

  // A reader of the log for one thread at a time; it must not outlive the engine.
  [[nodiscard]] std::unique_ptr<log_reader> open_reader() const;

  // Takes no more commands, answers or persists everything that was accepted, ends the subscriptions, closes
  // the database. Blocks until that is done. May be called more than once.
  void stop();

  // Internal: the parts behind the facade, and who looks behind it.
  struct parts;
  [[nodiscard]] parts& internals() noexcept { return *parts_; }

private:
  friend class one_order;
  friend class one_fulfilment;
  std::unique_ptr<parts> parts_;
};

} // namespace docket
