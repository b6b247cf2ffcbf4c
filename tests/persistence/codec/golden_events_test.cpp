#include "docket/persistence/codec/order_codec.hpp"

#include "codec/same_event.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

using namespace docket;

namespace {

const std::filesystem::path folder = DOCKET_SOURCE_DIR "/tests/golden/order";
const currency usd{"USD"};

std::shared_ptr<const personal_data> ann() {
  return std::make_shared<const personal_data>(personal_data{
      "Ann Ample", "ann@ample.example", "+1 555 0100",
      postal_address{"Ann Ample", "1 Sample Street", "2nd floor", "Springfield", "Oregon", "12345", "US"},
      postal_address{"", "Straße 5", "", "Köln", "", "50667", "DE"}});
}

// What each file says, by its name: <type>.v<schema>.json.
std::map<std::string, order_event> events() {
  return {
      {"OrderCreated.v1", order_created{customer_id{"cust-1"}, usd, amount{0}, ann()}},
      {"OrderCreated.v2", order_created{customer_id{"cust-1"}, usd, amount{599}, ann()}},
      {"ItemAdded.v1",
       item_added{product_id{"widget"}, "Widget \"Blau\" \\ 1/2\"\n", quantity{2}, amount{2999}, usd}},
      {"ItemRemoved.v1", item_removed{product_id{"widget"}}},
      {"QuantityChanged.v1", quantity_changed{product_id{"widget"}, quantity{1'000'000}}},
      {"OrderPlaced.v1", order_placed{amount{10997}, usd}},
      {"PaymentReceived.v1", payment_received{payment_id{"pay-1"}, amount{10'997}, currency{"JPY"}, "card"}},
      {"OrderPaid.v1", order_paid{amount{10'997}, currency{"KWD"}}},
      {"OrderConfirmed.v1", order_confirmed{}},
      {"OrderShipped.v1", order_shipped{"1Z999AA10123456784", "UPS", timestamp{1'772'618'400'123'456}}},
      {"OrderDelivered.v1", order_delivered{}},
      {"OrderCancelled.v1", order_cancelled{"changed my mind", amount{5}, usd}},
      {"RefundRecorded.v1", refund_recorded{refund_id{"ref-1"}, amount{5}, usd}},
  };
}

std::string contents(const std::string& name) {
  std::ifstream file{folder / (name + ".json"), std::ios::binary};
  INFO(name);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::string written_name(const order_event& event) {
  const auto type = codec<order>::type_of(event);
  return std::string{type.name} + ".v" + std::to_string(type.schema);
}

} // namespace

TEST_CASE("every schema that was ever written is still read, and means what it meant") {
  for (const auto& [name, event] : events()) {
    const auto dot = name.find(".v");
    const auto decoded =
        codec<order>::decode(name.substr(0, dot), std::stoi(name.substr(dot + 2)), contents(name));
    INFO(name);
    REQUIRE(decoded);
    CHECK(same(*decoded, event));
  }
}

TEST_CASE("every current schema is still written byte for byte as it was") {
  std::set<std::string> current;
  for (const auto& [name, event] : events()) {
    if (written_name(event) != name) continue; // An older schema, which is only read.
    std::string json;
    codec<order>::encode(event, json);
    CHECK(json == contents(name));
    current.insert(name);
  }
  CHECK(current.size() == std::variant_size_v<order_event>);
}

TEST_CASE("every golden file has its test") {
  std::set<std::string> files, tested;
  for (const auto& entry : std::filesystem::directory_iterator{folder})
    files.insert(entry.path().stem().string());
  for (const auto& [name, event] : events())
    tested.insert(name);
  CHECK(files == tested);
}
