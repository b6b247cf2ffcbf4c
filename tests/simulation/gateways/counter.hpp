#pragma once

#include "docket/simulation/gateways/simulated_carrier_gateway.hpp"
#include "docket/simulation/gateways/simulated_payment_gateway.hpp"
#include "gateways/stepped_calls.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

// Where the tests' stories are told: a gateway, its ledger, time, and what was answered, in few words.
namespace docket::testing {

inline simulated_gateway_options exact_latency(std::uint32_t ms) {
  simulated_gateway_options options;
  options.latency_ms_min = options.latency_ms_max = ms;
  return options;
}

inline payment_call payment(std::string_view key, std::int64_t cents = 2999, std::string_view id = "pay-1") {
  return {.key = key,
          .payment = payment_id{id},
          .order = order_id{id},
          .sum = amount{cents},
          .currency = currency{"USD"},
          .method = "card"};
}

inline carrier_call parcel(std::string_view key, std::string_view id = "ship-1") {
  return {.key = key, .shipment = shipment_id{id}, .order = order_id{id}, .lines = {}};
}

inline std::string name_of(payment_answer::kind what) {
  switch (what) {
  case payment_answer::kind::done: return "done";
  case payment_answer::kind::declined: return "declined";
  case payment_answer::kind::captured: return "captured";
  case payment_answer::kind::failed: return "failed";
  }
  return "?";
}

inline std::string name_of(carrier_answer::kind what) {
  switch (what) {
  case carrier_answer::kind::dispatched: return "dispatched";
  case carrier_answer::kind::delivered: return "delivered";
  case carrier_answer::kind::refused: return "refused";
  case carrier_answer::kind::recalled: return "recalled";
  case carrier_answer::kind::failed: return "failed";
  }
  return "?";
}

// What was told, in its order, as "done" or "declined: voided".
class told {
public:
  template <class Answer>
  void operator()(const Answer& answer) {
    said.push_back(name_of(answer.what) + (answer.reason.empty() ? "" : ": " + answer.reason.str()));
  }

  [[nodiscard]] auto listen() {
    return [this](const auto& answer) { (*this)(answer); };
  }

  std::vector<std::string> said;
};

using words = std::vector<std::string>;

inline words effects_in(const gateway_ledger& ledger) {
  words found;
  for (const auto& entry : ledger.entries())
    found.push_back(entry.key.str() + " " + std::string{name_of(entry.effect)});
  return found;
}

// A gateway of either kind on a ledger in memory, unless one is brought.
template <class Gateway>
struct counter {
  explicit counter(const simulated_gateway_options& options = exact_latency(10),
                   std::shared_ptr<gateway_ledger> books = std::make_shared<gateway_ledger>())
      : ledger(std::move(books)),
        gateway(options, ledger, time) {}

  std::shared_ptr<gateway_ledger> ledger;
  std::shared_ptr<stepped_calls> time = std::make_shared<stepped_calls>();
  Gateway gateway;
};

using payment_counter = counter<simulated_payment_gateway>;
using carrier_counter = counter<simulated_carrier_gateway>;

} // namespace docket::testing
