#include "docket/persistence/codec/order_codec.hpp"

#include "codec/coding.hpp"

#include <nlohmann/json.hpp>

using namespace docket;
using Catch::Matchers::Contains;

TEST_CASE("what identifies a person stands in one object and nowhere else") {
  personal_data person{"Ann Ample", "ann@ample.example", "+1 555 0100", postal_address{}, std::nullopt};
  person.shipping_address->line1 = "1 Sample Street";
  const auto json = nlohmann::json::parse(encoded<order>(order_created{
      customer_id{"c"}, currency{"USD"}, amount{599}, std::make_shared<const personal_data>(person)}));
  CHECK(json.at("personal") == nlohmann::json::parse(R"({"name":"Ann Ample","email":"ann@ample.example",
    "phone":"+1 555 0100","shippingAddress":{"line1":"1 Sample Street"}})"));
  CHECK(json.size() == 4);
}

TEST_CASE("an unknown event type is refused by name") {
  CHECK_THAT(refusal<order>("OrderTeleported", 1, "{}"), Contains("OrderTeleported") && Contains("unknown"));
  CHECK_THAT(refusal<order>("", 1, "{}"), Contains("unknown"));
  CHECK_THAT(refusal<order>("order_confirmed", 1, "{}"), Contains("unknown"));
}

TEST_CASE("a schema that was never written is refused, and a newer one asks for a newer docket") {
  CHECK_THAT(refusal<order>("ItemRemoved", 2, R"({"productId":"p"})"),
             Contains("schema 2") && Contains("newer"));
  CHECK_THAT(refusal<order>("OrderCreated", 3, "{}"), Contains("schema 3") && Contains("newer"));
  CHECK_THAT(refusal<order>("ItemRemoved", 0, R"({"productId":"p"})"), Contains("schema 0"));
  CHECK_THAT(refusal<order>("ItemRemoved", -1, R"({"productId":"p"})"), Contains("schema -1"));
}

TEST_CASE("data of another form is refused, and the field named") {
  const auto item = [](std::string_view replaced, std::string_view by) {
    std::string json = R"({"productId":"p","name":"n","quantity":2,"unitPrice":"29.99","currency":"USD"})";
    return refusal<order>("ItemAdded", 1, json.replace(json.find(replaced), replaced.size(), by));
  };
  CHECK_THAT(item(R"("quantity":2,)", ""),
             Contains("ItemAdded") && Contains("quantity") && Contains("missing"));
  CHECK_THAT(item(R"("quantity":2)", R"("quantity":2,"colour":"red")"),
             Contains("colour") && Contains("unknown"));
  CHECK_THAT(item(R"("quantity":2)", R"("quantity":"2")"),
             Contains("quantity") && Contains("must be a number"));
  CHECK_THAT(item(R"("quantity":2)", R"("quantity":2.0)"), Contains("quantity") && Contains("whole number"));
  CHECK_THAT(item(R"("quantity":2)", R"("quantity":2,"quantity":2)"),
             Contains("quantity") && Contains("twice"));
  CHECK_THAT(item(R"("quantity":2)", R"("quantity":0)"), Contains("quantity"));
  CHECK_THAT(item(R"("productId":"p")", R"("productId":"../p")"), Contains("productId"));
  CHECK_THAT(item(R"("name":"n")", R"("name":null)"), Contains("name") && Contains("null"));
  CHECK_THAT(item(R"("USD")", R"("XXL")"), Contains("currency"));
  CHECK_THAT(refusal<order>("ItemAdded", 1, "[]"), Contains("must be an object"));
  CHECK_THAT(refusal<order>("ItemAdded", 1, "{} {}"), Contains("Not valid JSON"));
  CHECK_THAT(refusal<order>("ItemAdded", 1, ""), Contains("Not valid JSON"));
}

TEST_CASE("money is read only as it is written: with exactly the currency's decimals") {
  const auto placed = [](std::string_view total) {
    return R"({"total":)" + std::string{total} + R"(,"currency":"USD"})";
  };
  CHECK(codec<order>::decode("OrderPlaced", 1, placed(R"("-0.05")")));
  for (const auto bad : {R"("29.9")", R"("29")", R"("29.990")", R"("029.99")", R"("-0.00")", R"("")",
                         R"("1e2")", "29.99", R"("92233720368547758.08")"}) {
    CHECK_THAT(refusal<order>("OrderPlaced", 1, placed(bad)), Contains("total"));
  }
}

TEST_CASE("data nested a million deep is refused and not followed") {
  CHECK_THAT(refusal<order>("OrderConfirmed", 1, std::string(1 << 20, '[')), Contains("nested"));
  CHECK_THAT(refusal<order>("OrderConfirmed", 1, "{\"a\":" + std::string(1 << 20, '[')), Contains("nested"));
}
