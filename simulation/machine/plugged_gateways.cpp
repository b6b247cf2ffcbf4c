#include "docket/simulation/machine/plugged_gateways.hpp"

#include <utility>

namespace docket {
namespace {

using plug_ptr = std::shared_ptr<const power_plug>;

// An answer as it comes through the line.
template <class Answer>
std::function<void(Answer)> through(const plug_ptr& plug, std::function<void(Answer)> told) {
  return [plug, told = std::move(told)](Answer answer) {
    if (plug->connected) told(std::move(answer));
  };
}

class plugged_payments final : public payment_gateway {
public:
  plugged_payments(std::shared_ptr<payment_gateway> outside, plug_ptr plug)
      : outside_(std::move(outside)),
        plug_(std::move(plug)) {}

  void authorise(const payment_call& call, callback done) override {
    if (plug_->connected) outside_->authorise(call, through(plug_, std::move(done)));
  }
  void capture(const payment_call& call, callback done) override {
    if (plug_->connected) outside_->capture(call, through(plug_, std::move(done)));
  }
  void void_payment(const payment_call& call, callback done) override {
    if (plug_->connected) outside_->void_payment(call, through(plug_, std::move(done)));
  }
  void refund(const payment_call& call, callback done) override {
    if (plug_->connected) outside_->refund(call, through(plug_, std::move(done)));
  }

private:
  std::shared_ptr<payment_gateway> outside_;
  plug_ptr plug_;
};

class plugged_carrier final : public carrier_gateway {
public:
  plugged_carrier(std::shared_ptr<carrier_gateway> outside, plug_ptr plug)
      : outside_(std::move(outside)),
        plug_(std::move(plug)) {}

  void dispatch(const carrier_call& call, callback told) override {
    if (plug_->connected) outside_->dispatch(call, through(plug_, std::move(told)));
  }
  void recall(const carrier_call& call, callback told) override {
    if (plug_->connected) outside_->recall(call, through(plug_, std::move(told)));
  }

private:
  std::shared_ptr<carrier_gateway> outside_;
  plug_ptr plug_;
};

} // namespace

std::shared_ptr<payment_gateway> plugged(std::shared_ptr<payment_gateway> outside, plug_ptr plug) {
  if (!outside) return nullptr;
  return std::make_shared<plugged_payments>(std::move(outside), std::move(plug));
}

std::shared_ptr<carrier_gateway> plugged(std::shared_ptr<carrier_gateway> outside, plug_ptr plug) {
  if (!outside) return nullptr;
  return std::make_shared<plugged_carrier>(std::move(outside), std::move(plug));
}

} // namespace docket
