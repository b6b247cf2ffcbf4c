#include "docket/app/bench/prompt_gateways.hpp"

#include "docket/actors/gateways/carrier_gateway.hpp"
#include "docket/actors/gateways/payment_gateway.hpp"

#include <memory>

namespace docket::app::bench {
namespace {

class prompt_provider final : public payment_gateway {
public:
  void authorise(const payment_call& call, callback done) override { say_done(call, done); }
  void capture(const payment_call& call, callback done) override { say_done(call, done); }
  void void_payment(const payment_call& call, callback done) override { say_done(call, done); }
  void refund(const payment_call& call, callback done) override { say_done(call, done); }

private:
  static void say_done(const payment_call& call, const callback& done) {
    done({payment_answer::kind::done, call.key, {}});
  }
};

class prompt_carrier final : public carrier_gateway {
public:
  void dispatch(const carrier_call&, callback told) override {
    told({.what = carrier_answer::kind::dispatched,
          .carrier = "UPS",
          .tracking_number = "1Z999AA10123456784"});
    told({.what = carrier_answer::kind::delivered});
  }
  void recall(const carrier_call&, callback told) override { told({.what = carrier_answer::kind::recalled}); }
};

} // namespace

void fulfil_promptly(config& settings) {
  settings.fulfilment.mode = fulfilment_mode::pay_first;
  settings.payments = std::make_shared<prompt_provider>();
  settings.carrier = std::make_shared<prompt_carrier>();
}

} // namespace docket::app::bench
