#include "audit/small_shop.hpp"

#include "docket/domain/overloaded.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/codec/stock_codec.hpp"

#include <variant>

namespace docket::testing {

namespace {

const auto order_total = 109.97_money;

void add_event(append& to, const auto& event_type, std::string data, timestamp at, std::uint64_t number) {
  auto& row = to.events.emplace_back();
  for (std::size_t i = 0; i < 8; ++i)
    row.id[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  row.type = event_type.name;
  row.schema = event_type.schema;
  row.occurred_at = at;
  row.data = std::move(data);
}

} // namespace

small_shop::small_shop() = default;

template <class Aggregate>
command_result small_shop::carry_out(typename Aggregate::command command, const command_options& options) {
  now_.microseconds += 1'000'000;
  const std::string id{Aggregate::id_of(command)};
  const auto image = hydrate<Aggregate>(*reader_, id, {});
  auto events = decide(image.state, command, now_, typename Aggregate::limits{});
  if (!events) return unexpected{failure{failure_kind::rejected, events.error(), events.error().message}};
  append to;
  to.stream = {Aggregate::stream_type, id};
  const auto fingerprint = options.id.empty() ? 0 : codec<Aggregate>::fingerprint(command, std::nullopt);
  to.commands.push_back({text{options.id.view()}, fingerprint, options.user, {}, options.causation, {}});
  for (const auto& event : *events) {
    std::string data;
    codec<Aggregate>::encode(event, data);
    add_event(to, codec<Aggregate>::type_of(event), std::move(data), now_, ++events_);
    if constexpr (requires { Aggregate::alarm_of(event); })
      if (const auto alarm = Aggregate::alarm_of(event))
        to.deadline = *alarm == earliest_time ? deadline_change::clear() : deadline_change::set(*alarm);
  }
  const append* const batch[] = {&to};
  const auto written = store_->commit(batch, now_).appends.front().value();
  const auto count = static_cast<std::uint32_t>(events->size());
  return receipt{written.last, written.first, position{value(written.first) + count - 1}, count, false};
}

template <class Aggregate>
command_result small_shop::ask(typename Aggregate::command command, std::string id) {
  if (id.empty()) id = "c-" + std::to_string(++commands_);
  const std::string stream{Aggregate::id_of(command)};
  told.sent(Aggregate::stream_type, stream, id);
  auto answer = carry_out<Aggregate>(std::move(command), {.id = command_id{id}, .user = "anna"});
  told.answered(Aggregate::stream_type, stream, id, answer);
  return answer;
}

template command_result small_shop::ask<order>(order_command, std::string);
template command_result small_shop::ask<stock>(stock_command, std::string);
template command_result small_shop::ask<payment>(payment_command, std::string);

void small_shop::ask_again(std::string_view stream_type, std::string_view stream_id, std::string_view id) {
  for (const auto& command : told.commands())
    if (command.command_id == id && command.stream_id == stream_id && command.accepted) {
      auto answer = *command.accepted;
      answer.repeated = true;
      told.sent(stream_type, stream_id, id);
      return told.answered(stream_type, stream_id, id, answer);
    }
}

void small_shop::receive(std::string_view product, std::int64_t pieces) {
  ask<stock>(receive_stock{product_id{product}, quantity{pieces}});
}

void small_shop::place(std::string_view order_name) {
  ask<order>(create_order{.order = order_id{order_name},
                          .customer = customer_id{"cust-1"},
                          .currency = currency{"USD"},
                          .items = {{product_id{"widget"}, "Widget", quantity{2}, 29.99_money},
                                    {product_id{"gadget"}, "Gadget", quantity{1}, 49.99_money}},
                          .place = true});
}

void small_shop::carry_out(std::string_view order_name) {
  const order_id id{order_name};
  ask<order>(record_payment{id, payment_id{"by-hand"}, order_total, "card"});
  ask<order>(confirm_order{id});
  ask<order>(ship_order{id, "1Z", "UPS", {}});
  ask<order>(deliver_order{id});
}

void small_shop::fulfil(std::string_view order_name) {
  tell(begin_fulfilment{order_id{order_name},
                        "process-" + std::string{order_name},
                        fulfilment_flow::pay_first,
                        currency{"USD"},
                        amount{10'997},
                        "card",
                        {{product_id{"widget"}, quantity{2}}, {product_id{"gadget"}, quantity{1}}}});
  work_off();
}

void small_shop::arrive(std::string_view order_name) {
  const order_id id{order_name};
  const shipment_id parcel{order_name};
  ledger.record({.key = text{"process-" + std::string{order_name} + ".6"},
                 .operation = gateway_operation::dispatch,
                 .shipment = parcel,
                 .order = id,
                 .effect = gateway_effect::delivered});
  static_cast<void>(carry_out<shipment>(deliver_shipment{parcel}, {.causation = "process"}));
  tell(note_shipment{id, note_shipment::fact::delivered, {}, {}});
  work_off();
}

void small_shop::cancel(std::string_view order_name) {
  const order_id id{order_name};
  ask<order>(cancel_order{id, "changed my mind"});
  tell(note_order_cancelled{id, "changed my mind"});
  work_off();
}

void small_shop::hear(const fulfilment_command& told_it) {
  tell(told_it);
  work_off();
}

void small_shop::tell(const fulfilment_command& told_it) {
  const auto id = std::string{fulfilment::id_of(told_it)};
  auto state = hydrate<fulfilment>(*reader_, id, {}).state;
  const auto answer = carry_out<fulfilment>(told_it, {});
  if (!answer) return;
  const auto stream = *reader_->find_stream("fulfilment", id);
  std::vector<fulfilment_request> requests;
  reader_->read_stream(stream, version{value(answer->version) - answer->events + 1}, direction::forward, 100,
                       [&](const event_view& seen) {
                         const auto event =
                             codec<fulfilment>::decode(seen.type, seen.schema, seen.data).value();
                         state = evolve(std::move(state), event, seen.occurred_at);
                         requests_of(order_id{id}, event, state, requests);
                         return true;
                       });
  for (auto& request : requests)
    waiting_.push_back(std::move(request));
}

void small_shop::work_off() {
  while (!waiting_.empty()) {
    const auto next = std::move(waiting_.front());
    waiting_.pop_front();
    handle(next);
  }
}

void small_shop::handle(const fulfilment_request& request) {
  const command_options options{.id = request.key, .user = "fulfilment"};
  std::visit(overloaded{
                 [&](const order_command& c) { step(request, carry_out<order>(c, options)); },
                 [&](const stock_command& c) { step(request, carry_out<stock>(c, options)); },
                 [&](const payment_work& work) { pay(request, work); },
                 [&](const shipment_work& work) { carry(request, work); },
             },
             request.what);
}

void small_shop::step(const fulfilment_request& request, const command_result& answer) {
  if (answer) return tell(note_step_done{request.order, request.number});
  tell(note_step_refused{request.order, request.number, text{answer.error().refusal->rule}, "refused"});
}

void small_shop::pay(const fulfilment_request& request, const payment_work& work) {
  using operation = payment_work::operation;
  const auto& o = work.opening;
  const command_options caused{.causation = text{request.key.view()}};
  static_cast<void>(carry_out<payment>(o, {}));
  const auto note = [&](gateway_operation what, gateway_effect effect, payment_command fact,
                        note_payment::fact news) {
    ledger.record({.key = text{request.key.view()},
                   .operation = what,
                   .payment = o.payment,
                   .order = o.order,
                   .sum = o.total,
                   .currency = o.currency,
                   .effect = effect});
    static_cast<void>(carry_out<payment>(std::move(fact), caused));
    tell(note_payment{request.order, news, "because", o.total});
  };
  if (work.what == operation::capture && declines)
    return note(gateway_operation::capture, gateway_effect::declined, decline_payment{o.payment, "no"},
                note_payment::fact::declined);
  if (work.what == operation::capture)
    return note(gateway_operation::capture, gateway_effect::captured, capture_payment{o.payment, "ref"},
                note_payment::fact::captured);
  if (work.what == operation::refund)
    return note(gateway_operation::refund, gateway_effect::refunded,
                refund_payment{o.payment, refund_id{request.key.view()}, o.total, "ref"},
                note_payment::fact::refunded);
  note(gateway_operation::void_payment, gateway_effect::voided, void_payment{o.payment, "no"},
       note_payment::fact::voided);
}

void small_shop::carry(const fulfilment_request& request, const shipment_work& work) {
  const auto& parcel = work.opening.shipment;
  static_cast<void>(carry_out<shipment>(work.opening, {}));
  if (carrier_is_silent) return;
  const command_options caused{.causation = text{request.key.view()}};
  const bool recall = work.what == shipment_work::operation::recall;
  ledger.record({.key = text{request.key.view()},
                 .operation = recall ? gateway_operation::recall : gateway_operation::dispatch,
                 .shipment = parcel,
                 .order = request.order,
                 .effect = recall ? gateway_effect::recalled : gateway_effect::dispatched});
  if (recall) {
    static_cast<void>(carry_out<shipment>(fail_shipment{parcel, "recalled"}, caused));
    return tell(note_shipment{request.order, note_shipment::fact::failed, {}, "recalled"});
  }
  static_cast<void>(carry_out<shipment>(dispatch_shipment{parcel, "SIM", "SIM1", {}}, caused));
  tell(note_shipment{request.order, note_shipment::fact::dispatched, {"SIM", "SIM1", {}}, {}});
}

template <class Aggregate>
void small_shop::snapshot_one(std::string_view id) {
  const auto image = hydrate<Aggregate>(*reader_, id, {});
  const snapshot_write write[] = {{image.key, snapshot_of(image)}};
  store_->write_snapshots(write);
}

void small_shop::snapshot_all() {
  std::vector<std::pair<std::string, std::string>> streams;
  reader_->read_log(position{1}, {}, 100'000, [&](const event_view& seen) {
    if (seen.version == version{1}) streams.emplace_back(seen.stream_type, seen.stream_id);
    return true;
  });
  for (const auto& [type, id] : streams) {
    if (type == "order") snapshot_one<order>(id);
    if (type == "payment") snapshot_one<payment>(id);
    if (type == "stock") snapshot_one<stock>(id);
    if (type == "shipment") snapshot_one<shipment>(id);
    if (type == "fulfilment") snapshot_one<fulfilment>(id);
  }
}

} // namespace docket::testing
