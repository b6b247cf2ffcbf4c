#include "docket/persistence/codec/order_codec.hpp"

#include <catch2/catch.hpp>

using namespace docket;

TEST_CASE("bytes that are no snapshot are refused, not guessed at") {
  const auto good = codec<order>::encode_state(
      pending_order{{customer_id{"c"}, currency{"USD"}, amount{5}, nullptr, {}, timestamp{1}, timestamp{2}}});
  REQUIRE(codec<order>::decode_state(good));
  for (std::size_t cut = 0; cut < good.size(); ++cut) {
    CHECK_FALSE(codec<order>::decode_state(std::string_view{good}.substr(0, cut)));
  }
  auto renamed = good;
  renamed.replace(renamed.find("pending"), 7, "sending");
  CHECK_FALSE(codec<order>::decode_state(renamed));
  auto advanced = good;
  advanced.replace(advanced.find("pending"), 7, "shipped");
  CHECK_FALSE(codec<order>::decode_state(advanced));
  CHECK_FALSE(codec<order>::decode_state("\x01\x02"));
}

// A snapshot that another docket wrote with the same snapshot_format is read, so its form stays what it was.
TEST_CASE("an order's snapshot stays what it was, byte for byte") {
  const order_content content{customer_id{"c"},
                              currency{"USD"},
                              amount{0},
                              nullptr,
                              {{product_id{"p"}, "n", quantity{2}, amount{2999}}},
                              timestamp{1},
                              timestamp{2}};
  const order_payment payment{payment_id{"pay"}, amount{5998}, "card", timestamp{1}};
  const auto cancelled =
      codec<order>::encode_state(cancelled_order{content,
                                                 amount{5998},
                                                 {payment},
                                                 "r",
                                                 amount{998},
                                                 {{refund_id{"ref"}, amount{5000}, timestamp{2}}},
                                                 timestamp{2}});
  CHECK(cancelled ==
        R"({"phase":"cancelled","customerId":"c","currency":"USD","shippingFee":0,"lines":[{"productId":"p",)"
        R"("name":"n","quantity":2,"unitPrice":2999}],"createdAt":1,"updatedAt":2,"total":5998,)"
        R"("payments":[{"paymentId":"pay","amount":5998,"method":"card","receivedAt":1}],"reason":"r",)"
        R"("refundDue":998,"refunds":[{"refundId":"ref","amount":5000,"recordedAt":2}],"cancelledAt":2})");
  delivered_order delivered;
  static_cast<order_content&>(delivered) = content;
  delivered.total = amount{5998};
  delivered.payments = {payment};
  delivered.placed_at = timestamp{1};
  delivered.tracking_number = "t";
  delivered.carrier = "k";
  delivered.estimated_delivery = timestamp{3};
  delivered.shipped_at = timestamp{2};
  delivered.delivered_at = timestamp{4};
  CHECK(codec<order>::encode_state(delivered) ==
        R"({"phase":"delivered","customerId":"c","currency":"USD","shippingFee":0,"lines":[{"productId":"p",)"
        R"("name":"n","quantity":2,"unitPrice":2999}],"createdAt":1,"updatedAt":2,"total":5998,)"
        R"("payments":[{"paymentId":"pay","amount":5998,"method":"card","receivedAt":1}],"placedAt":1,)"
        R"("trackingNumber":"t","carrier":"k","estimatedDelivery":3,"shippedAt":2,"deliveredAt":4})");
}
