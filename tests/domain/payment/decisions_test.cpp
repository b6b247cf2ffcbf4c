#include "payment/samples.hpp"

#include <limits>

using namespace docket;
using namespace docket::testing;
using namespace docket::testing::payments;

namespace {

constexpr auto highest = std::numeric_limits<std::int64_t>::max();

const refund_payment nameless_refund{payment_1, {}, {1}, {}};

} // namespace

TEST_CASE("a payment begins with its request") {
  given(nothing()).when(requesting()).then({requested_event()});
}

TEST_CASE("a payment may be requested without saying how it is paid") {
  auto command = requesting();
  command.method = {};
  given(nothing()).when(command).then({payment_requested{order_1, total, usd, {}}});
}

TEST_CASE("a payment is requested once") {
  for (const auto& before :
       {requested(), authorised(), captured(), refunded_in_part(), refunded(), declined(), voided()}) {
    given(before).when(requesting()).then_refused("payment_already_requested", {{"payment", "pay-1"}});
  }
}

TEST_CASE("nothing, and less than nothing, is not requested") {
  auto command = requesting();
  command.total = {0};
  given(nothing()).when(command).then_refused("payment_total_not_positive",
                                              {{"amount", "0.00"}, {"currency", "USD"}});
  command.total = {-1};
  given(nothing()).when(command).then_refused("payment_total_not_positive");
  command.total = {highest};
  given(nothing()).when(command).then({payment_requested{order_1, {highest}, usd, "card"}});
}

TEST_CASE("a payment that was never requested is not known") {
  for (const payment_command& command :
       {payment_command{authorising()}, payment_command{capturing()}, payment_command{declining()},
        payment_command{voiding()}, payment_command{refunding("r-1", {1})}}) {
    INFO(command_name(command));
    given(nothing()).when(command).then_refused("payment_not_found", {{"payment", "pay-1"}});
  }
}

TEST_CASE("money is set aside, then taken") {
  given(requested()).when(authorising()).then({payment_authorised{"auth_1"}});
  given(authorised()).when(capturing()).then({captured_event()});
}

TEST_CASE("money is taken at once") { given(requested()).when(capturing()).then({captured_event()}); }

TEST_CASE("a provider that gives no reference and no reason is heard all the same") {
  given(requested()).when(authorise_payment{payment_1}).then({payment_authorised{}});
  given(requested()).when(capture_payment{payment_1}).then({payment_captured{total, usd, {}}});
  given(requested()).when(decline_payment{payment_1}).then({payment_declined{}});
  given(requested()).when(void_payment{payment_1}).then({payment_voided{}});
  given(captured())
      .when(refund_payment{payment_1, refund_id{"r-1"}, {1}})
      .then({payment_refunded{refund_id{"r-1"}, {1}, usd, {}}});
}

TEST_CASE("a capture that is heard of late is recorded, not lost") {
  given(declined()).when(capturing()).then({captured_event()});
  given(voided()).when(capturing()).then({captured_event()});
}

TEST_CASE("a capture is heard of once, also when its money was given back") {
  given(captured()).when(capturing()).then_refused("payment_already_captured", {{"status", "captured"}});
  given(refunded_in_part()).when(capturing()).then_refused("payment_already_captured");
  given(refunded()).when(capturing()).then_refused("payment_already_captured", {{"status", "refunded"}});
}

TEST_CASE("a payment is declined before or after its authorisation") {
  given(requested()).when(declining()).then({payment_declined{"no funds"}});
  given(authorised()).when(declining()).then({payment_declined{"no funds"}});
}

TEST_CASE("a payment is voided while nothing was taken") {
  given(requested()).when(voiding()).then({payment_voided{"order cancelled"}});
  given(authorised()).when(voiding()).then({payment_voided{"order cancelled"}});
  given(captured()).when(voiding()).then_refused("payment_already_captured", {{"status", "captured"}});
}

TEST_CASE("what was captured is given back at once or in parts") {
  given(captured()).when(refunding("r-1", total)).then({refunded_event("r-1", total)});
  given(captured()).when(refunding("r-1", {10000})).then({refunded_event("r-1", {10000})});
  given(refunded_in_part()).when(refunding("r-2", {997})).then({refunded_event("r-2", {997})});
}

TEST_CASE("no more is given back than is left") {
  given(captured())
      .when(refunding("r-1", {10998}))
      .then_refused("refund_exceeds_captured",
                    {{"amount_left", "109.97"}, {"amount", "109.98"}, {"currency", "USD"}});
  given(refunded_in_part())
      .when(refunding("r-2", {998}))
      .then_refused("refund_exceeds_captured",
                    {{"amount_left", "9.97"}, {"amount", "9.98"}, {"currency", "USD"}});
}

TEST_CASE("money is given back only once it was taken, and only while there is any") {
  for (const auto& before : {requested(), authorised(), declined(), voided()}) {
    given(before).when(refunding("r-1", {1})).then_refused("payment_not_captured");
  }
  given(refunded()).when(refunding("r-1", total)).then_refused("payment_already_refunded");
  given(refunded()).when(refunding("r-2", {1})).then_refused("payment_already_refunded");
}

TEST_CASE("money that came late is given back like any other") {
  given(voided() + history{captured_event()})
      .when(refunding("r-1", total))
      .then({refunded_event("r-1", total)});
}

TEST_CASE("a refund is made once, has an id and is positive") {
  given(refunded_in_part())
      .when(refunding("r-1", {1}))
      .then_refused("refund_already_made", {{"refund", "r-1"}});
  given(captured()).when(nameless_refund).then_refused("invalid_id");
  given(captured()).when(refunding("r-1", {0})).then_refused("refund_not_positive");
  given(captured()).when(refunding("r-1", {-1})).then_refused("refund_not_positive");
}
