#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/text.hpp"

#include <functional>
#include <string>

namespace docket {

// What a payment provider is asked for. Asked again with the same key it does nothing twice and answers as
// before; the engine asks again whenever it does not know what became of a call.
struct payment_call {
  text key; // The idempotency key: the same for every attempt at one operation.
  payment_id payment;
  order_id order;
  amount sum; // Of the payment; for a refund, what is given back.
  docket::currency currency;
  text method;        // "card", "boleto", ...
  text traceparent{}; // W3C Trace Context, to be sent along; empty where the order came without.
};

// What a provider answers.
struct payment_answer {
  enum class kind {
    done,     // The operation has taken effect.
    declined, // It has not and will not; `reason` says why. Of a capture: nothing stays set aside either.
    captured, // To a void: too late, the money was taken. It can be refunded.
    failed,   // Nobody knows or it did not work this time; it will be asked again.
  };
  kind what = kind::failed;
  text reference{}; // The provider's own name for what it did.
  text reason{};    // For people.
};

// The port to a payment provider. Implemented by embedders; the engine calls it from its own threads, several
// at once. A call must return at once and may throw, which counts as failed. It answers through `done` at any
// later time, from any thread (the calling one too), never or more than once: the engine waits, asks again
// and recognises what it has heard. Answers after the engine is gone are ignored.
class payment_gateway {
public:
  using callback = std::function<void(payment_answer)>;

  virtual ~payment_gateway() = default;

  // Sets the sum aside without taking it.
  virtual void authorise(const payment_call& call, callback done) = 0;
  // Takes the sum: what was authorised for this payment, or at once where nothing was.
  virtual void capture(const payment_call& call, callback done) = 0;
  // Makes sure that nothing is or will be taken for this payment: lifts an authorisation, and an operation
  // that is still under way must come to nothing. `captured` when the money was taken already.
  virtual void void_payment(const payment_call& call, callback done) = 0;
  // Gives the sum back, in whole or in part.
  virtual void refund(const payment_call& call, callback done) = 0;
};

} // namespace docket
