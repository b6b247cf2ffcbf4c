#pragma once

#include "docket/domain/fulfilment/requests.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace docket::testing::fulfilments {

// A payment provider that keeps its word: one effect a key, the same answer at every attempt.
class provider {
public:
  enum class answer { done, declined, captured };

  bool declines = false;     // This customer cannot pay.
  bool void_is_weak = false; // A capture that comes after the void takes the money all the same.

  answer take(payment_work::operation what, const std::string& key, std::int64_t sum) {
    const auto known = answers_.find(key);
    if (known != answers_.end()) return known->second;
    return answers_[key] = carry_out(what, sum);
  }

  [[nodiscard]] bool took_money_after_a_void() const { return voided_ && taken > given_back; }

  std::int64_t taken = 0;
  std::int64_t given_back = 0;
  int captures = 0;

private:
  answer carry_out(payment_work::operation what, std::int64_t sum) {
    using enum payment_work::operation;
    switch (what) {
    case authorise: return is_closed() ? answer::declined : answer::done;
    case capture:
      if (is_closed()) return answer::declined;
      taken += sum;
      ++captures;
      return answer::done;
    case void_payment:
      if (taken > 0) return answer::captured;
      voided_ = true;
      return answer::done;
    case refund: given_back += sum; return answer::done;
    }
    return answer::declined;
  }
  [[nodiscard]] bool is_closed() const { return declines || (voided_ && !void_is_weak); }

  bool voided_ = false;
  std::map<std::string, answer> answers_;
};

} // namespace docket::testing::fulfilments
