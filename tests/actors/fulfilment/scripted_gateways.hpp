#pragma once

#include "docket/actors/gateways/carrier_gateway.hpp"
#include "docket/actors/gateways/payment_gateway.hpp"

#include <functional>
#include <limits>
#include <map>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// A provider and a carrier that do as a test says, with books of their own.
namespace docket::shop {

// What goes wrong at an attempt at an operation.
enum class fault {
  none,
  declines,         // Answers no.
  times_out_before, // Does nothing and never answers.
  times_out_after,  // Does it and never answers.
  answers_twice,    // Does it and says so twice.
  answers_late,     // Does it and says so when release() is called.
  fails,            // Answers that it did not work this time.
  throws,           // Throws.
};

// Which fault each operation has at its first attempts; afterwards none.
class script {
public:
  // How often an operation is tried depends on how busy the machine is: silence for ten seconds, of a clock
  // that runs five hundred times as fast, is another attempt.
  static constexpr int always = std::numeric_limits<int>::max();

  void set(std::string_view operation, fault what, int attempts = 1) {
    const std::scoped_lock hold{lock_};
    faults_[std::string{operation}] = {what, attempts};
  }
  // The fault of this call, by operation and key.
  fault next(const std::string& operation, const std::string& key) {
    const std::scoped_lock hold{lock_};
    const auto found = faults_.find(operation);
    if (found == faults_.end()) return fault::none;
    const auto attempt = ++attempts_[operation + key];
    return attempt <= found->second.second ? found->second.first : fault::none;
  }

private:
  std::mutex lock_;
  std::map<std::string, std::pair<fault, int>> faults_;
  std::map<std::string, int> attempts_;
};

// Answers that were held back.
class held_answers {
public:
  void hold(std::function<void()> answer) {
    const std::scoped_lock hold{lock_};
    held_.push_back(std::move(answer));
  }
  void release() {
    std::vector<std::function<void()>> now;
    {
      const std::scoped_lock hold{lock_};
      now.swap(held_);
    }
    for (auto& answer : now)
      answer();
  }

private:
  std::mutex lock_;
  std::vector<std::function<void()>> held_;
};

class scripted_provider : public payment_gateway {
public:
  script faults;
  held_answers late;

  void authorise(const payment_call& call, callback done) override {
    carry_out("authorise", call, std::move(done), [this, &call] { return authorised(call); });
  }
  void capture(const payment_call& call, callback done) override {
    carry_out("capture", call, std::move(done), [this, &call] { return captured(call); });
  }
  void void_payment(const payment_call& call, callback done) override {
    carry_out("void", call, std::move(done), [this, &call] { return voided(call); });
  }
  void refund(const payment_call& call, callback done) override {
    carry_out("refund", call, std::move(done), [this, &call] { return refunded(call); });
  }

  struct account {
    std::int64_t captured = 0, refunded = 0;
    int captures = 0; // How often money was taken.
    bool authorised = false, voided = false;
  };
  [[nodiscard]] account of(std::string_view payment) {
    const std::scoped_lock hold{lock_};
    return accounts_[std::string{payment}];
  }

private:
  using kind = payment_answer::kind;

  void carry_out(const char* operation, const payment_call& call, callback done,
                 const std::function<payment_answer()>& effect) {
    const auto what = faults.next(operation, call.key.str());
    if (what == fault::throws) throw std::runtime_error{"the provider is on fire"};
    if (what == fault::times_out_before) return;
    if (what == fault::fails) return done({kind::failed, {}, "try later"});
    if (what == fault::declines) return done({kind::declined, {}, "no funds"});
    const auto answer = once(call, effect);
    if (what == fault::times_out_after) return;
    if (what == fault::answers_late) return late.hold([answer, done = std::move(done)] { done(answer); });
    if (what == fault::answers_twice) done(answer);
    done(answer);
  }

  payment_answer once(const payment_call& call, const std::function<payment_answer()>& effect) {
    const std::scoped_lock hold{lock_};
    const auto known = by_key_.find(call.key.str());
    if (known != by_key_.end()) return known->second;
    return by_key_[call.key.str()] = effect();
  }

  account& account_of(const payment_call& call) { return accounts_[call.payment.str()]; }

  payment_answer authorised(const payment_call& call) {
    auto& a = account_of(call);
    if (a.voided) return {kind::declined, {}, "voided"};
    a.authorised = true;
    return {kind::done, "auth-1", {}};
  }
  payment_answer captured(const payment_call& call) {
    auto& a = account_of(call);
    if (a.voided) return {kind::declined, {}, "voided"};
    a.captured += call.sum.minor_units;
    ++a.captures;
    return {kind::done, "capture-1", {}};
  }
  payment_answer voided(const payment_call& call) {
    auto& a = account_of(call);
    if (a.captured > 0) return {kind::captured, "capture-1", {}};
    a.voided = true;
    return {kind::done, "void-1", {}};
  }
  payment_answer refunded(const payment_call& call) {
    account_of(call).refunded += call.sum.minor_units;
    return {kind::done, "refund-1", {}};
  }

  std::mutex lock_;
  std::map<std::string, account> accounts_;
  std::map<std::string, payment_answer> by_key_;
};

class scripted_carrier : public carrier_gateway {
public:
  script faults;
  held_answers late;
  bool delivers = true; // At once after dispatching; else when asked again.

  void dispatch(const carrier_call& call, callback told) override {
    const auto what = faults.next("dispatch", call.key.str());
    if (what == fault::throws) throw std::runtime_error{"the carrier is on strike"};
    if (what == fault::times_out_before) return;
    if (what == fault::fails) return told({.what = kind::failed, .reason = "try later"});
    if (what == fault::declines) return told({.what = kind::refused, .reason = "too heavy"});
    const auto answers = dispatched(call);
    if (what == fault::times_out_after) return;
    const auto tell = [answers, told] {
      for (const auto& answer : answers)
        told(answer);
    };
    if (what == fault::answers_late) return late.hold(tell);
    if (what == fault::answers_twice) tell();
    tell();
  }

  void recall(const carrier_call& call, callback told) override {
    const auto what = faults.next("recall", call.key.str());
    if (what == fault::throws) throw std::runtime_error{"the carrier is on strike"};
    if (what == fault::times_out_before) return;
    if (what == fault::fails) return told({.what = kind::failed, .reason = "try later"});
    const auto answer = recalled(call);
    if (what == fault::times_out_after) return;
    if (what == fault::answers_late) return late.hold([answer, told] { told(answer); });
    if (what == fault::answers_twice) told(answer);
    told(answer);
  }

  [[nodiscard]] bool has_delivered(std::string_view shipment) {
    const std::scoped_lock hold{lock_};
    return delivered_.contains(std::string{shipment});
  }
  [[nodiscard]] bool was_recalled(std::string_view shipment) {
    const std::scoped_lock hold{lock_};
    return recalled_.contains(std::string{shipment});
  }

private:
  using kind = carrier_answer::kind;

  std::vector<carrier_answer> dispatched(const carrier_call& call) {
    const std::scoped_lock hold{lock_};
    const auto shipment = call.shipment.str();
    if (recalled_.contains(shipment)) return {{.what = kind::recalled}};
    std::vector<carrier_answer> answers{
        {.what = kind::dispatched, .carrier = "UPS", .tracking_number = text{"1Z" + shipment}}};
    if (delivers || !dispatched_.insert(shipment).second) {
      delivered_.insert(shipment);
      answers.push_back({.what = kind::delivered});
    }
    return answers;
  }

  carrier_answer recalled(const carrier_call& call) {
    const std::scoped_lock hold{lock_};
    if (delivered_.contains(call.shipment.str())) return {.what = kind::delivered};
    recalled_.insert(call.shipment.str());
    return {.what = kind::recalled};
  }

  std::mutex lock_;
  std::set<std::string> dispatched_, delivered_, recalled_;
};

} // namespace docket::shop
