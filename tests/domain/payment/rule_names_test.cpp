#include "docket/domain/payment/rejections.hpp"
#include "docket/domain/refused.hpp"

#include "payment/samples.hpp"
#include "rules.hpp"

#include <set>

using namespace docket;
using namespace docket::testing;
using namespace docket::testing::payments;

namespace {

std::vector<rejection> payment_rejections() {
  const payment_state state;
  const amount some{1};
  return {
      refuse::payment_already_requested(payment_1),
      refuse::payment_not_found(payment_1),
      refuse::payment_already_authorised(state),
      refuse::payment_already_captured(state),
      refuse::payment_not_captured(state),
      refuse::payment_already_refunded(state),
      refuse::payment_already_declined(state),
      refuse::payment_already_voided(state),
      refuse::payment_total_not_positive(some, usd),
      refuse::refund_already_made(refund_id{"r"}),
      refuse::refund_exceeds_captured(some, some, usd),
      refuse::refund_not_positive(some, usd),
  };
}

} // namespace

TEST_CASE("a payment's rules have the names that programs match on, and no others") {
  const std::set<std::string_view> golden{
      "payment_already_authorised", "payment_already_captured",  "payment_already_declined",
      "payment_already_refunded",   "payment_already_requested", "payment_already_voided",
      "payment_not_captured",       "payment_not_found",         "payment_total_not_positive",
      "refund_already_made",        "refund_exceeds_captured",   "refund_not_positive",
  };
  CHECK(rules_of(payment_rejections()) == golden);
}

TEST_CASE("every refusal of a payment tells people why, in one sentence") {
  check_sentences(payment_rejections());
  CHECK(refuse::refund_exceeds_captured({10000}, {997}, usd).message ==
        "100.00 USD is more than the 9.97 USD that are left of what was captured.");
}
