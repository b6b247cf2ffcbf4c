#include "docket/actors/fulfilment/step_desk.hpp"

#include "docket/actors/tracing/trace_context.hpp"
#include "docket/domain/planted_bugs.hpp"

#include <exception>
#include <mutex>
#include <utility>

namespace docket {

namespace {

// Problems are kept in the log; a page of them helps nobody.
constexpr std::size_t problem_bytes_max = 500;

// What the answer to a step is told in: the step's command, which took effect, is its parent.
template <class Aggregate>
text trace_after(const text& traceparent, const typename Aggregate::command& command, const command_id& id) {
  return carried_on({traceparent.view(), Aggregate::stream_type, Aggregate::id_of(command), id.view(), {}});
}

} // namespace

void step_desk::send(std::vector<fulfilment_request> requests, const text& traceparent) {
  for (auto& request : requests) {
    const auto shared = std::make_shared<const asked_step>(asked_step{std::move(request), traceparent});
    std::visit([&](const auto& what) { ask(shared, what); }, shared->what);
  }
}

void step_desk::close() {
  const std::unique_lock no_answer_under_way{answering_};
  closed_ = true;
}

// What an order or a stock answers is the step's answer.
template <class Aggregate>
void step_desk::send_step(const request_ptr& request, typename Aggregate::command command) {
  command_options options;
  options.id = request->key;
  options.user = "fulfilment";
  options.traceparent = request->traceparent;
  auto answered = [self = shared_from_this(), request,
                   after = trace_after<Aggregate>(request->traceparent, command, request->key)](
                      const command_result& result) {
    if (result)
      self->note_done(*request, after);
    else
      self->note_failure(*request, result.error());
  };
  sender_.send<Aggregate>(std::move(command), std::move(options), std::move(answered));
}

void step_desk::ask(const request_ptr& request, const order_command& command) {
  send_step<order>(request, command);
}

void step_desk::ask(const request_ptr& request, const stock_command& command) {
  send_step<stock>(request, command);
}

void step_desk::note(fulfilment_command told, const text& traceparent) const {
  command_options options;
  options.traceparent = traceparent;
  sender_.send<fulfilment>(std::move(told), std::move(options), [](const command_result&) {});
}

void step_desk::note_done(const asked_step& request, const text& traceparent) const {
  note(note_step_done{request.order, request.number}, traceparent);
}

void step_desk::note_refused(const asked_step& request, std::string_view rule,
                             std::string_view reason) const {
  note(
      note_step_refused{request.order, request.number, text{rule}, text{reason.substr(0, problem_bytes_max)}},
      request.traceparent);
}

void step_desk::note_attempt_failed(const asked_step& request, std::string_view problem) const {
  note(docket::note_attempt_failed{request.order, request.number, request.attempt,
                                   text{problem.substr(0, problem_bytes_max)}},
       request.traceparent);
}

void step_desk::note_failure(const asked_step& request, const failure& why) const {
  switch (why.kind) {
  case failure_kind::rejected: return note_refused(request, why.refusal->rule, why.message);
  case failure_kind::overloaded:
  case failure_kind::internal: return note_attempt_failed(request, why.message);
  case failure_kind::stopping:
  case failure_kind::store_unavailable:
  case failure_kind::outcome_unknown: return; // Nothing can be noted either; it is asked again when due.
  }
}

// Calls the world outside, which may throw.
template <class Call>
void step_desk::guarded(const request_ptr& request, Call call) {
  try {
    call();
  } catch (const std::exception& e) {
    note_attempt_failed(*request, e.what());
  } catch (...) {
    note_attempt_failed(*request, "the gateway threw something that is no exception");
  }
}

// Writes down what the world outside said. The log then tells the fulfilment; only what had been written
// before does it not tell again. `explains` is asked first when it is refused: true ends the matter.
template <class Aggregate, class Explains>
void step_desk::record(const request_ptr& request, typename Aggregate::command fact, Explains explains) {
  command_options options;
  options.causation = text{request->key.view()};
  options.traceparent = request->traceparent;
  sender_.send<Aggregate>(std::move(fact), std::move(options),
                          [self = shared_from_this(), request, explains](const command_result& result) {
                            if (result) return;
                            const auto& why = result.error();
                            if (why.refusal && explains(*self, *request, why.refusal->rule)) return;
                            self->note_failure(*request, why);
                          });
}

template <class Aggregate>
void step_desk::record(const request_ptr& request, typename Aggregate::command fact) {
  record<Aggregate>(request, std::move(fact),
                    [](const step_desk&, const asked_step&, std::string_view) { return false; });
}

// Opens the stream of what the work is about first, unless that was done before.
template <class Aggregate, class Work>
void step_desk::open_and(const request_ptr& request, const Work& work,
                         void (step_desk::*call)(const request_ptr&, const Work&)) {
  command_options options;
  options.traceparent = request->traceparent;
  auto answered = [self = shared_from_this(), request, &work, call](const command_result& opened) {
    if (opened || opened.error().kind == failure_kind::rejected)
      ((*self).*call)(request, work);
    else
      self->note_failure(*request, opened.error());
  };
  sender_.send<Aggregate>(work.opening, std::move(options), std::move(answered));
}

// Money. The payment's stream is opened first, then the provider is asked.

void step_desk::ask(const request_ptr& request, const payment_work& work) {
  open_and<payment>(request, work, &step_desk::call_provider);
}

void step_desk::call_provider(const request_ptr& request, const payment_work& work) {
  const auto& o = work.opening;
  const payment_call call{text{request->key.view()}, o.payment, o.order, o.total, o.currency, o.method,
                          request->traceparent};
  auto done = [weak = weak_from_this(), request, &work](const payment_answer& answer) {
    if (const auto self = weak.lock()) self->take_answer(request, work, answer);
  };
  guarded(request, [&] {
    switch (work.what) {
    case payment_work::operation::authorise: return payments_->authorise(call, std::move(done));
    case payment_work::operation::capture: return payments_->capture(call, std::move(done));
    case payment_work::operation::void_payment: return payments_->void_payment(call, std::move(done));
    case payment_work::operation::refund: return payments_->refund(call, std::move(done));
    }
  });
}

namespace {

payment_command fact_of(const fulfilment_request& request, const payment_work& work,
                        const payment_answer& answer) {
  const auto& o = work.opening;
  switch (work.what) {
  case payment_work::operation::authorise: return authorise_payment{o.payment, answer.reference};
  case payment_work::operation::capture: return capture_payment{o.payment, answer.reference};
  case payment_work::operation::void_payment: return void_payment{o.payment, answer.reason};
  case payment_work::operation::refund: break;
  }
  return refund_payment{o.payment, refund_id{request.key.view()}, o.total, answer.reference};
}

bool takes_money(const payment_work& work) {
  return work.what == payment_work::operation::authorise || work.what == payment_work::operation::capture;
}

} // namespace

void step_desk::take_answer(const request_ptr& request, const payment_work& work,
                            const payment_answer& answer) {
  const std::shared_lock answering{answering_};
  if (closed_) return;
  const auto& paid = work.opening.payment;
  switch (answer.what) {
  case payment_answer::kind::done: return record<payment>(request, fact_of(*request, work, answer));
  case payment_answer::kind::captured:
    return record<payment>(request, capture_payment{paid, answer.reference});
  case payment_answer::kind::declined:
    if (takes_money(work)) return record<payment>(request, decline_payment{paid, answer.reason});
    return note_refused(*request, "provider_declined", answer.reason.view());
  case payment_answer::kind::failed: return note_attempt_failed(*request, answer.reason.view());
  }
}

// Goods, in the same way.

void step_desk::ask(const request_ptr& request, const shipment_work& work) {
  open_and<shipment>(request, work, &step_desk::call_carrier);
}

void step_desk::call_carrier(const request_ptr& request, const shipment_work& work) {
  const auto& o = work.opening;
  const carrier_call call{text{request->key.view()}, o.shipment, o.order, o.lines, request->traceparent};
  auto told = [weak = weak_from_this(), request, &work](const carrier_answer& answer) {
    if (const auto self = weak.lock()) self->take_answer(request, work, answer);
  };
  guarded(request, [&] {
    if (work.what == shipment_work::operation::dispatch)
      carrier_->dispatch(call, std::move(told));
    else
      carrier_->recall(call, std::move(told));
  });
}

// Which parcel it is, a refusal of what was written before does not say: should the log's news of it have
// gone astray, the fulfilment hears it here.
void step_desk::record_parcel(const request_ptr& request, const shipment_id& shipment, const parcel& sent) {
  record<docket::shipment>(
      request, dispatch_shipment{shipment, sent.carrier, sent.tracking_number, sent.estimated_delivery},
      [sent](const step_desk& self, const asked_step& asked, std::string_view rule) {
        if (rule != "shipment_already_dispatched" && rule != "shipment_already_delivered") return false;
        self.note(note_shipment{asked.order, note_shipment::fact::dispatched, sent, {}}, asked.traceparent);
        return true;
      });
}

// Should it not have been possible to write down the dispatch, which was told before, the carrier is asked
// again: it tells all of it.
void step_desk::record_delivery(const request_ptr& request, const shipment_id& shipment) {
  record<docket::shipment>(request, deliver_shipment{shipment},
                           [](const step_desk& self, const asked_step& asked, std::string_view rule) {
                             if (rule != "shipment_not_dispatched" ||
                                 planted(planted_bug::delivery_before_dispatch_final))
                               return false;
                             self.note_attempt_failed(asked, "its dispatch is not written down yet");
                             return true;
                           });
}

void step_desk::take_answer(const request_ptr& request, const shipment_work& work,
                            const carrier_answer& answer) {
  const std::shared_lock answering{answering_};
  if (closed_) return;
  const auto& sent = work.opening.shipment;
  switch (answer.what) {
  case carrier_answer::kind::dispatched:
    return record_parcel(request, sent, {answer.carrier, answer.tracking_number, answer.estimated_delivery});
  case carrier_answer::kind::delivered: return record_delivery(request, sent);
  case carrier_answer::kind::refused: return record<shipment>(request, fail_shipment{sent, answer.reason});
  case carrier_answer::kind::recalled: return record<shipment>(request, fail_shipment{sent, "recalled"});
  case carrier_answer::kind::failed: return note_attempt_failed(*request, answer.reason.view());
  }
}

} // namespace docket
