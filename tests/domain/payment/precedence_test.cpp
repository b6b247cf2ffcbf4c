#include "payment/samples.hpp"
#include "precedence.hpp"

#include <array>
#include <utility>

// domain/payment/README.md has the precedence as a table. Here each command is as wrong as it can be, is put
// right fault by fault, and meets the rules in that order.
using namespace docket;
using namespace docket::testing;
using namespace docket::testing::payments;

namespace {

const std::array<history, 7> phases{nothing(),  requested(), authorised(), captured(),
                                    refunded(), declined(),  voided()};

} // namespace

TEST_CASE("what a payment's phase says comes before anything that the command states") {
  const std::string_view exists = "payment_already_requested", absent = "payment_not_found",
                         held = "payment_already_authorised", taken = "payment_already_captured",
                         not_taken = "payment_not_captured", back = "payment_already_refunded",
                         no = "payment_already_declined", lifted = "payment_already_voided";
  const std::vector<phase_row<payment, 7>> rows = {
      {request_payment{{}, {}, {-1}, {}, no_utf8}, {"", exists, exists, exists, exists, exists, exists}},
      {authorise_payment{payment_1, no_utf8}, {absent, "", held, taken, taken, no, lifted}},
      {capture_payment{payment_1, no_utf8}, {absent, "", "", taken, taken, "", ""}},
      {decline_payment{payment_1, no_utf8}, {absent, "", "", taken, taken, no, lifted}},
      {void_payment{payment_1, no_utf8}, {absent, "", "", taken, taken, no, lifted}},
      {refund_payment{payment_1, {}, {-1}, no_utf8},
       {absent, not_taken, not_taken, "", back, not_taken, not_taken}},
  };
  check_phase_comes_first(phases, rows);
  for (const auto& row : rows) { // No phase takes the worst.
    for (const auto& phase : phases)
      CHECK_FALSE(given(phase).when(row.worst).rule().empty());
  }
}

TEST_CASE("a payment's request is refused for its ids, then the currency, the total, the method") {
  request_payment command{{}, {}, {-1}, {}, too_long_and_no_utf8};
  const auto refused_by = [&](std::string_view rule) { given(nothing()).when(command).then_refused(rule); };
  given(nothing()).when(command).then_refused("invalid_id", {{"field", "paymentId"}, {"value", "\"\""}});
  command.payment = payment_1;
  given(nothing()).when(command).then_refused("invalid_id", {{"field", "orderId"}, {"value", "\"\""}});
  command.order = order_1;
  refused_by("unknown_currency");
  command.currency = usd;
  refused_by("payment_total_not_positive");
  command.total = total;
  for (const auto& [bad, rule] : text_faults) {
    command.method = bad;
    given(nothing()).when(command).then_refused(rule);
  }
  command.method = longest_text;
  CHECK(given(nothing()).when(command).rule().empty());
}

TEST_CASE("what a provider says is valid UTF-8 of at most a thousand bytes") {
  for (const auto& [bad, rule] : text_faults) {
    given(requested()).when(authorise_payment{payment_1, bad}).then_refused(rule);
    given(requested()).when(capture_payment{payment_1, bad}).then_refused(rule);
    given(requested()).when(decline_payment{payment_1, bad}).then_refused(rule);
    given(requested()).when(void_payment{payment_1, bad}).then_refused(rule);
  }
  given(requested())
      .when(decline_payment{payment_1, no_utf8})
      .then_refused("invalid_text", {{"field", "reason"}});
  given(requested())
      .when(capture_payment{payment_1, no_utf8})
      .then_refused("invalid_text", {{"field", "reference"}});
}

TEST_CASE("a payment's refund is refused for its id, for being known, then for sign, size and reference") {
  refund_payment command{payment_1, {}, {-1}, too_long_and_no_utf8};
  const auto refused_by = [&](std::string_view rule) {
    given(refunded_in_part()).when(command).then_refused(rule);
  };
  refused_by("invalid_id");
  command.refund = refund_id{"r-1"};
  refused_by("refund_already_made");
  command.refund = refund_id{"r-2"};
  refused_by("refund_not_positive");
  command.refunded = total;
  refused_by("refund_exceeds_captured");
  command.refunded = {997};
  for (const auto& [bad, rule] : text_faults) {
    command.reference = bad;
    given(refunded_in_part()).when(command).then_refused(rule);
  }
}
