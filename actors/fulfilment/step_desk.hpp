#pragma once

#include "docket/actors/fulfilment/command_sender.hpp"
#include "docket/actors/gateways/carrier_gateway.hpp"
#include "docket/actors/gateways/payment_gateway.hpp"
#include "docket/domain/fulfilment/requests.hpp"

#include <memory>
#include <shared_mutex>
#include <string_view>
#include <vector>

namespace docket {

// Carries out what fulfilments ask for, and brings them the answers. It keeps nothing: what it forgets in a
// crash is asked again when the step is due. Thread-safe; called by fulfilments' actors, answered by the
// actors that it asks and by the gateways' threads, at any time, however late.
class step_desk : public std::enable_shared_from_this<step_desk> {
public:
  step_desk(command_sender sender, std::shared_ptr<payment_gateway> payments,
            std::shared_ptr<carrier_gateway> carrier)
      : sender_(sender),
        payments_(std::move(payments)),
        carrier_(std::move(carrier)) {}

  // What a fulfilment asks of one order or stock arrives there in the order in which it was asked, so that a
  // release comes after every attempt to reserve. All that follows is done in the trace, if there is one.
  void send(std::vector<fulfilment_request> requests, const text& traceparent);

  // Afterwards nothing is sent any more, and answers are ignored. Waits for those under way.
  void close();

private:
  struct asked_step : fulfilment_request {
    text traceparent; // With the span of the fulfilment's command as the parent.
  };
  using request_ptr = std::shared_ptr<const asked_step>;

  void ask(const request_ptr& request, const order_command& command);
  void ask(const request_ptr& request, const stock_command& command);
  void ask(const request_ptr& request, const payment_work& work);
  void ask(const request_ptr& request, const shipment_work& work);

  template <class Aggregate, class Work>
  void open_and(const request_ptr& request, const Work& work,
                void (step_desk::*call)(const request_ptr&, const Work&));
  void call_provider(const request_ptr& request, const payment_work& work);
  void take_answer(const request_ptr& request, const payment_work& work, const payment_answer& answer);
  void call_carrier(const request_ptr& request, const shipment_work& work);
  void take_answer(const request_ptr& request, const shipment_work& work, const carrier_answer& answer);

  template <class Aggregate>
  void send_step(const request_ptr& request, typename Aggregate::command command);
  template <class Aggregate, class Explains>
  void record(const request_ptr& request, typename Aggregate::command fact, Explains explains);
  template <class Aggregate>
  void record(const request_ptr& request, typename Aggregate::command fact);
  void record_parcel(const request_ptr& request, const shipment_id& shipment, const parcel& sent);
  void record_delivery(const request_ptr& request, const shipment_id& shipment);
  template <class Call>
  void guarded(const request_ptr& request, Call call);

  void note(fulfilment_command told, const text& traceparent) const;
  void note_done(const asked_step& request, const text& traceparent) const;
  void note_failure(const asked_step& request, const failure& why) const;
  void note_refused(const asked_step& request, std::string_view rule, std::string_view reason) const;
  void note_attempt_failed(const asked_step& request, std::string_view problem) const;

  command_sender sender_;
  std::shared_ptr<payment_gateway> payments_;
  std::shared_ptr<carrier_gateway> carrier_;
  std::shared_mutex answering_; // Held, shared, while an answer from outside is taken.
  bool closed_ = false;
};

} // namespace docket
