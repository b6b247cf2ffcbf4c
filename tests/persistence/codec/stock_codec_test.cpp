#include "docket/persistence/codec/stock_codec.hpp"

#include "codec/coding.hpp"

#include <limits>
#include <vector>

using namespace docket;
using Catch::Matchers::Contains;

namespace {

const product_id widget{"widget"};
const order_id o1{"order-001"};

std::uint64_t of(const stock_command& command) { return codec<stock>::fingerprint(command, std::nullopt); }

std::vector<stock_command> commands() {
  return {receive_stock{widget, quantity{2}},     receive_stock{product_id{"gadget"}, quantity{2}},
          receive_stock{widget, quantity{3}},     adjust_stock{widget, -3, "broken"},
          adjust_stock{widget, 3, "broken"},      adjust_stock{widget, -3, "stolen"},
          reserve_stock{widget, o1, quantity{2}}, reserve_stock{widget, order_id{"o-2"}, quantity{2}},
          reserve_stock{widget, o1, quantity{3}}, release_stock{widget, o1},
          release_stock{widget, order_id{"o-2"}}, ship_stock{widget, o1},
          ship_stock{widget, order_id{"o-2"}}};
}

} // namespace

TEST_CASE("a difference may be as large as its type") {
  for (const auto difference : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{1},
                                std::numeric_limits<std::int64_t>::max()}) {
    const auto json = encoded<stock>(stock_adjusted{difference, "counted"});
    const auto decoded = codec<stock>::decode("StockAdjusted", 1, json);
    REQUIRE(decoded);
    CHECK(std::get<stock_adjusted>(*decoded).difference == difference);
  }
}

TEST_CASE("a stock's data of another form is refused, and the field named") {
  CHECK_THAT(refusal<stock>("StockReceived", R"({"quantity":0})"), Contains("quantity"));
  CHECK_THAT(refusal<stock>("StockReceived", R"({"quantity":1000001})"), Contains("quantity"));
  CHECK_THAT(refusal<stock>("StockReceived", R"({"quantity":"1"})"), Contains("quantity"));
  CHECK_THAT(refusal<stock>("StockReceived", R"({"quantity":1,"orderId":"o"})"), Contains("orderId"));
  CHECK_THAT(refusal<stock>("StockAdjusted", R"({"difference":1})"),
             Contains("reason") && Contains("missing"));
  CHECK_THAT(refusal<stock>("StockAdjusted", R"({"difference":9223372036854775808,"reason":"r"})"),
             Contains("difference") && Contains("64 bits"));
  for (const auto type : {"StockReserved", "StockBackOrdered", "StockReleased", "StockShipped"}) {
    CHECK_THAT(refusal<stock>(type, R"({"orderId":"o"})"), Contains(type) && Contains("quantity"));
    CHECK_THAT(refusal<stock>(type, R"({"quantity":1})"), Contains(type) && Contains("orderId"));
  }
}

// Fingerprints are stored in logs: if one of these changes, repeats of old commands are refused as reused
// ids.
TEST_CASE("the fingerprints of a stock's commands stay what they were") {
  CHECK(of(receive_stock{widget, quantity{2}}) == 0x18fc0ad06bd84ddb);
  CHECK(of(adjust_stock{widget, -3, "broken"}) == 0xfe17c61f93b163cf);
  CHECK(of(reserve_stock{widget, o1, quantity{2}}) == 0x979de31c9f7f4214);
  CHECK(of(release_stock{widget, o1}) == 0x9953a6a681e6b195);
  CHECK(of(ship_stock{widget, o1}) == 0x137f4bcd5dbae825);
}

TEST_CASE("every kind and every field of a stock's commands counts, and the stated time") {
  check_fingerprints_differ<stock>(commands());
}

// A snapshot that another docket wrote with the same snapshot_format is read, so its form stays what it was.
TEST_CASE("a stock's snapshot stays what it was, byte for byte, its reservations by order id") {
  known_stock s;
  s.received = 10;
  s.adjusted = -1;
  s.available = 4;
  s.reserved = 3;
  s.shipped = 2;
  s.back_ordered = 7;
  s.back_shipped = 1;
  s.first_event_at = timestamp{1};
  s.updated_at = timestamp{2};
  for (const auto* const order : {"o-3", "o-1", "o-2"})
    s.reservations[order_id{order}] = {quantity{1}};
  s.reservations[order_id{"o-4"}] = {quantity{7}, true};
  CHECK(codec<stock>::encode_state(s) ==
        R"({"phase":"known","received":10,"adjusted":-1,"available":4,"reserved":3,"shipped":2,)"
        R"("backOrdered":7,"backShipped":1,"reservations":[{"orderId":"o-1","quantity":1},)"
        R"({"orderId":"o-2","quantity":1},{"orderId":"o-3","quantity":1},)"
        R"({"orderId":"o-4","quantity":7,"backOrdered":true}],"firstEventAt":1,"updatedAt":2})");
}

TEST_CASE("a stock that was only ever back-ordered, and one that was received, are one phase to snapshots") {
  for (const std::int64_t received : {0, 5}) {
    known_stock s;
    s.received = received;
    const auto decoded = codec<stock>::decode_state(codec<stock>::encode_state(s));
    REQUIRE(decoded);
    CHECK(*decoded == stock_state{s});
  }
}

TEST_CASE("a snapshot that names an order twice is refused: none was ever written") {
  const auto decoded = codec<stock>::decode_state(
      R"({"phase":"known","received":10,"adjusted":0,"available":8,"reserved":2,"shipped":0,"backOrdered":0,)"
      R"("backShipped":0,"reservations":[{"orderId":"o","quantity":1},{"orderId":"o","quantity":1}],)"
      R"("firstEventAt":1,"updatedAt":2})");
  REQUIRE_FALSE(decoded);
  CHECK_THAT(decoded.error().message, Contains("orderId"));
}
