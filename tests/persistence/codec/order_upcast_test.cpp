#include "docket/persistence/codec/order_codec.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using Catch::Matchers::Contains;

namespace {

expected<order_event, codec_error> created_at_schema_1(std::string_view json) {
  return codec<order>::decode("OrderCreated", 1, json);
}

} // namespace

TEST_CASE("an order created before there were shipping fees has none to pay") {
  for (const auto code : {"USD", "JPY", "KWD"}) {
    const auto json = R"({"customerId":"cust-1","currency":")" + std::string{code} + R"("})";
    const auto decoded = created_at_schema_1(json);
    REQUIRE(decoded);
    const auto& created = std::get<order_created>(*decoded);
    CHECK(created.shipping_fee == amount{0});
    CHECK(created.customer == customer_id{"cust-1"});
    CHECK(created.currency == currency{code});
    CHECK(created.personal == nullptr);
  }
}

TEST_CASE("an older creation keeps what it says of a person") {
  const auto decoded =
      created_at_schema_1(R"({"customerId":"c","currency":"USD","personal":{"name":"Ann"}})");
  REQUIRE(decoded);
  REQUIRE(std::get<order_created>(*decoded).personal);
  CHECK(std::get<order_created>(*decoded).personal->name == text{"Ann"});
}

TEST_CASE("an older creation with a newer field is refused") {
  const auto decoded = created_at_schema_1(R"({"customerId":"c","currency":"USD","shippingFee":"1.00"})");
  REQUIRE_FALSE(decoded);
  CHECK_THAT(decoded.error().message, Contains("shippingFee") && Contains("schema 1"));
}

TEST_CASE("an older creation that cannot be brought forward says why") {
  for (const auto bad : {R"({"customerId":"c"})", R"({"customerId":"c","currency":"XXL"})",
                         R"({"customerId":"c","currency":7})", "[]", "3"}) {
    const auto decoded = created_at_schema_1(bad);
    REQUIRE_FALSE(decoded);
    CHECK_THAT(decoded.error().message,
               Contains("OrderCreated") && (Contains("currency") || Contains("object")));
  }
}

TEST_CASE("a newer creation without a shipping fee is refused: only schema 1 had none") {
  const auto decoded = codec<order>::decode("OrderCreated", 2, R"({"customerId":"c","currency":"USD"})");
  REQUIRE_FALSE(decoded);
  CHECK_THAT(decoded.error().message, Contains("shippingFee"));
}

TEST_CASE("an order placed before it could be said how to pay says nothing of it") {
  const auto decoded = codec<order>::decode("OrderPlaced", 1, R"({"total":"109.97","currency":"USD"})");
  REQUIRE(decoded);
  CHECK(std::get<order_placed>(*decoded) == order_placed{amount{10'997}, currency{"USD"}, ""});
}

TEST_CASE("an older placement with a newer field is refused") {
  const auto decoded =
      codec<order>::decode("OrderPlaced", 1, R"({"total":"109.97","currency":"USD","paymentMethod":"card"})");
  REQUIRE_FALSE(decoded);
  CHECK_THAT(decoded.error().message,
             Contains("OrderPlaced") && Contains("paymentMethod") && Contains("schema 1"));
}

TEST_CASE("an older placement that is no object is refused, not brought forward") {
  for (const auto bad : {"[]", "3", "\"paymentMethod\""}) {
    const auto decoded = codec<order>::decode("OrderPlaced", 1, bad);
    REQUIRE_FALSE(decoded);
    CHECK_THAT(decoded.error().message, Contains("OrderPlaced") && Contains("object"));
  }
}

TEST_CASE("a newer placement writes how to pay only where that was stated") {
  std::string json;
  codec<order>::encode(order_placed{amount{10'997}, currency{"USD"}, ""}, json);
  CHECK(json == R"({"total":"109.97","currency":"USD"})");
  const auto decoded = codec<order>::decode("OrderPlaced", 2, json);
  REQUIRE(decoded);
  CHECK(std::get<order_placed>(*decoded).payment_method.empty());
}
