#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/read/order_history.hpp"
#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/persistence/store/verify.hpp"

#include "store/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

using namespace docket;

namespace {

const std::filesystem::path old_file = DOCKET_SOURCE_DIR "/tests/golden/databases/before-shipping-fee.db";
const order_id o1{"order-001"};
const timestamp day{1'709'287'200'000'000}; // 2024-03-01T10:00:00Z

struct stored {
  std::string_view type;
  std::string_view data;
};

// Events as they were written then, each a minute after the one before.
append append_of(std::string_view command_id, const order_command& asked, const std::vector<stored>& events) {
  static int minutes = 0;
  append result;
  result.stream = {"order", target(asked).view()};
  auto& command = result.commands.emplace_back();
  command.command_id = command_id;
  command.fingerprint = codec<order>::fingerprint(asked, std::nullopt);
  command.user = "anna";
  for (const auto& [type, data] : events) {
    auto& event = result.events.emplace_back();
    event.id[5] = static_cast<std::uint8_t>(++minutes);
    event.id[6] = 0x70; // UUID version 7.
    event.id[8] = 0x80;
    event.type = type;
    event.schema = 1;
    event.occurred_at = {day.microseconds + minutes * 60'000'000};
    event.data = data;
  }
  return result;
}

std::vector<append> old_appends() {
  create_order first{o1, customer_id{"cust-1"}, currency{"USD"}, {}, nullptr, {}, false};
  first.personal = std::make_shared<const personal_data>(personal_data{"Ann Ample", "", "", {}, {}});
  first.items = {{product_id{"widget"}, "Widget", quantity{2}, 29.99_money}};
  const create_order second{
      order_id{"order-002"}, customer_id{"cust-2"}, currency{"JPY"}, {}, nullptr, {}, false};
  return {
      append_of(
          "c-1", first,
          {{"OrderCreated", R"({"customerId":"cust-1","currency":"USD","personal":{"name":"Ann Ample"}})"},
           {"ItemAdded",
            R"({"productId":"widget","name":"Widget","quantity":2,"unitPrice":"29.99","currency":"USD"})"}}),
      append_of("c-2", second, {{"OrderCreated", R"({"customerId":"cust-2","currency":"JPY"})"}}),
      append_of("c-3", place_order{o1}, {{"OrderPlaced", R"({"total":"59.98","currency":"USD"})"}}),
  };
}

void commit_one_by_one(event_store& store, const std::vector<append>& appends, timestamp at) {
  for (const auto& one : appends) {
    const append* const batch[] = {&one};
    const auto result = store.commit(batch, at);
    REQUIRE(result.appends.front().has_value());
  }
}

// Reading makes files beside a database, so each test has a copy of its own.
class copy_of_old_file {
public:
  copy_of_old_file() { std::filesystem::copy_file(old_file, path()); }
  [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "old.db"; }

private:
  testing::temporary_folder folder_;
};

} // namespace

TEST_CASE("make a database as it was before there were shipping fees", "[.make-golden]") {
  const auto* const target = std::getenv("DOCKET_MAKE_GOLDEN");
  REQUIRE(target);
  REQUIRE_FALSE(std::filesystem::exists(target));
  const auto store = open_sqlite_store(target);
  commit_one_by_one(*store, old_appends(), {day.microseconds + 3'600'000'000});
}

TEST_CASE("an order in a database from before there were shipping fees is read, and has none to pay") {
  const copy_of_old_file old;
  const auto reader = open_sqlite_reader(old.path());
  const auto history = read_order_history(*reader, o1);
  REQUIRE(history.size() == 3);
  CHECK(history.front().recorded.schema == 1);
  CHECK(history.front().recorded.data.find("shippingFee") == std::string::npos);

  const auto order = read_order(*reader, o1);
  REQUIRE(order);
  REQUIRE(std::holds_alternative<placed_order>(order->state));
  CHECK(content_of(order->state)->shipping_fee == amount{0});
  CHECK(content_of(order->state)->personal->name == text{"Ann Ample"});
  CHECK(total_of(order->state) == amount{5998});
  CHECK(read_order(*reader, order_id{"order-002"})->version == version{1});
}

TEST_CASE("such a database still verifies: the chain is over the bytes as they were stored") {
  const copy_of_old_file old;
  const auto report = verify_log(old.path());
  CHECK(report.damage == "");
  CHECK(report.events == 4);
  CHECK(report.commits == 3);
  CHECK(report.streams == 2);
}

TEST_CASE("such a database goes on, and holds old and new creations side by side") {
  const copy_of_old_file old;
  {
    const auto store = open_sqlite_store(old.path());
    append fresh;
    fresh.stream = {"order", "order-003"};
    fresh.commands.emplace_back();
    const order_event created = order_created{customer_id{"cust-3"}, currency{"USD"}, amount{599}, nullptr};
    auto& event = fresh.events.emplace_back();
    event.id[0] = 99;
    event.type = codec<order>::type_of(created).name;
    event.schema = codec<order>::type_of(created).schema;
    event.occurred_at = day;
    codec<order>::encode(created, event.data);
    commit_one_by_one(*store, {fresh}, day);
  }
  const auto reader = open_sqlite_reader(old.path());
  CHECK(content_of(read_order(*reader, order_id{"order-003"})->state)->shipping_fee == amount{599});
  CHECK(content_of(read_order(*reader, o1)->state)->shipping_fee == amount{0});
  CHECK(verify_log(old.path()).damage == "");
}
