#include "docket/persistence/codec/payment_codec.hpp"

#include "codec/coding.hpp"

#include <vector>

using namespace docket;
using Catch::Matchers::Contains;

namespace {

const payment_id p1{"order-001"};
const order_id o1{"order-001"};
const currency usd{"USD"};

std::uint64_t of(const payment_command& command) {
  return codec<payment>::fingerprint(command, std::nullopt);
}

// One of every kind, and each again with one field changed.
std::vector<payment_command> commands() {
  return {request_payment{p1, o1, amount{10'997}, usd, "card"},
          request_payment{payment_id{"order-002"}, o1, amount{10'997}, usd, "card"},
          request_payment{p1, order_id{"order-002"}, amount{10'997}, usd, "card"},
          request_payment{p1, o1, amount{10'998}, usd, "card"},
          request_payment{p1, o1, amount{10'997}, currency{"CAD"}, "card"},
          request_payment{p1, o1, amount{10'997}, usd, ""},
          authorise_payment{p1, "auth-1"},
          authorise_payment{p1, ""},
          capture_payment{p1, "auth-1"},
          capture_payment{p1, "cap-1"},
          decline_payment{p1, "no money"},
          decline_payment{p1, ""},
          void_payment{p1, "no money"},
          void_payment{p1, ""},
          refund_payment{p1, refund_id{"ref-1"}, amount{5}, "rf-1"},
          refund_payment{p1, refund_id{"ref-2"}, amount{5}, "rf-1"},
          refund_payment{p1, refund_id{"ref-1"}, amount{6}, "rf-1"},
          refund_payment{p1, refund_id{"ref-1"}, amount{5}, ""}};
}

} // namespace

TEST_CASE("a payment says nothing of what the provider did not say") {
  CHECK(encoded<payment>(payment_captured{amount{10'997}, usd, ""}) ==
        R"({"amount":"109.97","currency":"USD"})");
  CHECK(encoded<payment>(payment_declined{""}) == "{}");
}

TEST_CASE("a payment's data of another form is refused, and the field named") {
  CHECK_THAT(refusal<payment>("PaymentCaptured", R"({"currency":"USD"})"),
             Contains("amount") && Contains("missing"));
  CHECK_THAT(refusal<payment>("PaymentCaptured", R"({"amount":"109.9","currency":"USD"})"),
             Contains("amount"));
  CHECK_THAT(refusal<payment>("PaymentCaptured", R"({"amount":109.97,"currency":"USD"})"),
             Contains("amount"));
  CHECK_THAT(refusal<payment>("PaymentCaptured", R"({"amount":"1.00","currency":"XXL"})"),
             Contains("currency"));
  CHECK_THAT(refusal<payment>("PaymentRequested", R"({"total":"1.00","currency":"USD"})"),
             Contains("orderId"));
  CHECK_THAT(refusal<payment>("PaymentRefunded", R"({"refundId":"a/b","amount":"1.00","currency":"USD"})"),
             Contains("refundId"));
  CHECK_THAT(refusal<payment>("PaymentVoided", R"({"reason":null})"), Contains("reason") && Contains("null"));
  CHECK_THAT(refusal<payment>("PaymentReceived", "{}"), Contains("unknown")); // That is an order's.
}

// Fingerprints are stored in logs: if one of these changes, repeats of old commands are refused as reused
// ids.
TEST_CASE("the fingerprints of a payment's commands stay what they were") {
  CHECK(of(request_payment{p1, o1, amount{10'997}, usd, "card"}) == 0x53cf8f10472129ca);
  CHECK(of(authorise_payment{p1, "auth-1"}) == 0x2613f88847ee3ddc);
  CHECK(of(capture_payment{p1, "cap-1"}) == 0xa4b6a58ea567e39b);
  CHECK(of(decline_payment{p1, "no money"}) == 0x9422f223d8a448d2);
  CHECK(of(void_payment{p1, "no money"}) == 0x3ee934b1056e23b8);
  CHECK(of(refund_payment{p1, refund_id{"ref-1"}, amount{5}, "rf-1"}) == 0x29f71c2e41801afe);
}

TEST_CASE("every kind and every field of a payment's commands counts, and the stated time") {
  check_fingerprints_differ<payment>(commands());
}

// A snapshot that another docket wrote with the same snapshot_format is read, so its form stays what it was.
TEST_CASE("a payment's snapshot stays what it was, byte for byte") {
  captured_payment s;
  static_cast<payment_content&>(s) = {o1, amount{10'997}, usd, "card", timestamp{1}, timestamp{4}};
  s.captured = amount{10'997};
  s.reference = "cap-1";
  s.refunds = {{refund_id{"ref-1"}, amount{5}, "", timestamp{4}}};
  s.captured_at = timestamp{2};
  CHECK(codec<payment>::encode_state(s) ==
        R"({"phase":"captured","orderId":"order-001","total":10997,"currency":"USD","method":"card",)"
        R"("requestedAt":1,"updatedAt":4,"captured":10997,"reference":"cap-1",)"
        R"("refunds":[{"refundId":"ref-1","amount":5,"refundedAt":4}],"capturedAt":2})");
}
