#include "docket/persistence/views/orders/order_list.hpp"

#include "views/core/view_fixture.hpp"

#include "docket/domain/order/order.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/views/orders/order_list_projection.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace docket;

namespace {

using events = std::vector<order_event>;

order_created created_in(const char* code, std::int64_t fee) {
  return {customer_id{"cust-1"}, currency{code}, amount{fee}, nullptr};
}

item_added some(const char* product, std::int64_t price, const char* code) {
  return {product_id{product}, "A name", quantity{2}, amount{price}, currency{code}};
}

struct shop {
  testing::view_room room;
  order_list_projection list;

  void write(const char* id, const events& happened) { room.write<order>(id, happened); }
  order_page ask(const order_query& query) {
    room.run(list);
    auto view = room.read("order_list");
    return *list_orders(view, query);
  }
  std::string ids(const order_query& query) {
    std::string result;
    for (const auto& order : ask(query).orders)
      result += order.id.str() + " ";
    return result;
  }
};

order_query at_position(std::uint64_t p) {
  order_query query;
  query.moment.at = position{p};
  return query;
}

} // namespace

TEST_CASE("the list and the counts are written as the commands print them") {
  shop s;
  s.room.at(1);
  s.write("o-1", {created_in("KWD", 5), some("p", 1250, "KWD")});
  s.room.at(2);
  s.write("o-2", {created_in("JPY", 500), order_placed{amount{500}, currency{"JPY"}, ""},
                  payment_received{payment_id{"pay"}, amount{500}, currency{"JPY"}, "card"},
                  order_paid{amount{500}, currency{"JPY"}}, order_shipped{"TR-1", "UPS", std::nullopt}});
  order_query query;
  query.limit = 1;
  auto page = s.ask(query);
  CHECK(
      to_json(page) ==
      R"({"orders":[{"orderId":"o-2","customerId":"cust-1","status":"shipped","currency":"JPY","total":"500",)"
      R"("amountPaid":"500","itemCount":0,"createdAt":"2026-03-01T02:00:00Z","updatedAt":"2026-03-01T02:00:00Z",)"
      R"("trackingNumber":"TR-1"}],"next":")" +
          page.next + R"(","position":7})");
  query.cursor = page.next;
  CHECK(
      to_json(s.ask(query)) ==
      R"({"orders":[{"orderId":"o-1","customerId":"cust-1","status":"pending","currency":"KWD","total":"2.505",)"
      R"("amountPaid":"0.000","itemCount":1,"createdAt":"2026-03-01T01:00:00Z","updatedAt":"2026-03-01T01:00:00Z"}],)"
      R"("next":null,"position":7})");
  auto view = s.room.read("order_list");
  CHECK(to_json(*count_orders(view, {})) ==
        R"({"asOf":null,"position":7,"counts":{"pending":1,"placed":0,"paid":0,"confirmed":0,"shipped":1,)"
        R"("delivered":0,"cancelled":0}})");
  CHECK(
      to_json(*count_orders(view, {.as_of = testing::view_room::hour(1), .at = {}})) ==
      R"({"asOf":"2026-03-01T01:00:00Z","position":7,"counts":{"pending":1,"placed":0,"paid":0,"confirmed":0,)"
      R"("shipped":0,"delivered":0,"cancelled":0}})");
}

TEST_CASE("before everything there are no orders") {
  shop s;
  s.write("o-1", {created_in("USD", 5)});
  order_query query = at_position(0);
  CHECK(s.ids(query).empty());
  query.moment = {.as_of = testing::view_room::hour(9), .at = {}};
  CHECK(s.ids(query).empty());
  query.sort = order_sort::total;
  CHECK(s.ids(query).empty());
}

TEST_CASE("an empty view answers empty pages") {
  shop s;
  order_query query;
  for (const auto sort : {order_sort::created, order_sort::updated, order_sort::total}) {
    query.sort = sort;
    const auto page = s.ask(query);
    CHECK(page.orders.empty());
    CHECK(page.next.empty());
    CHECK(page.position == position{0});
  }
}

TEST_CASE("a position in the middle of an append shows what had been written by then") {
  shop s;
  s.write("o-1", {created_in("USD", 100), some("p", 50, "USD"), some("q", 5, "USD"),
                  order_placed{amount{210}, currency{"USD"}, ""}});
  const auto total_at = [&](std::uint64_t p) { return s.ask(at_position(p)).orders.at(0).total.minor_units; };
  CHECK(total_at(1) == 100);
  CHECK(total_at(2) == 200);
  CHECK(total_at(3) == 210);
  CHECK(s.ask(at_position(3)).orders.at(0).status == order_status::pending);
  CHECK(s.ask(at_position(4)).orders.at(0).status == order_status::placed);
  auto query = at_position(2);
  query.sort = order_sort::total;
  query.filter.amount_to = decimal{2, 0};
  CHECK(s.ids(query) == "o-1 "); // It stands in the index with another total by now.
}

TEST_CASE("orders of one instant come in the order of their creation, and turned round in the other") {
  shop s;
  for (const auto* const id : {"c", "a", "b"})
    s.write(id, {created_in("USD", 5)});
  order_query query;
  for (const auto sort : {order_sort::created, order_sort::updated, order_sort::total}) {
    query.sort = sort;
    query.direction = walk_order::ascending;
    CHECK(s.ids(query) == "c a b ");
    query.direction = walk_order::descending;
    CHECK(s.ids(query) == "b a c ");
  }
}

TEST_CASE(
    "what happened long before it was recorded belongs to its time, and is known from its position on") {
  shop s;
  s.room.at(10);
  s.write("late", {created_in("USD", 5)});
  s.room.occurred(testing::view_room::hour(3));
  s.write("early", {created_in("USD", 5)});
  order_query query;
  CHECK(s.ids(query) == "late early ");
  query.moment.as_of = testing::view_room::hour(5);
  CHECK(s.ids(query) == "early ");
  query.moment.at = position{1};
  CHECK(s.ids(query).empty());
}

TEST_CASE("a search takes words of ids and names as they were at the moment") {
  shop s;
  auto created = created_in("USD", 5);
  personal_data ann;
  ann.name = "Zoë Ångström";
  created.personal = std::make_shared<const personal_data>(std::move(ann));
  s.write("Order-0012", {created, some("lamp", 5, "USD"), item_removed{product_id{"lamp"}}});
  const auto found = [&](const char* text, std::uint64_t p = 3) {
    auto query = at_position(p);
    query.filter.text = text;
    return s.ids(query) == "Order-0012 ";
  };
  CHECK(found("order-00"));
  CHECK(found("0012"));
  CHECK_FALSE(found("12"));
  CHECK(found("angstrom ZOE"));
  CHECK(found("cust-1"));
  CHECK_FALSE(found("zoe lamp"));
  CHECK(found("zoe lamp", 2));
  CHECK(found("a name", 2));
  CHECK(found("11")); // Its number: position 1 and a check character.
}

TEST_CASE("a search that leaves out customers' names finds by all else") {
  shop s;
  auto created = created_in("USD", 5);
  personal_data ann;
  ann.name = "Ann Lamp";
  created.personal = std::make_shared<const personal_data>(std::move(ann));
  s.write("order-1", {created});
  s.write("order-2", {created_in("USD", 5), some("lamp", 5, "USD")});
  order_query query;
  query.filter.text = "lamp";
  CHECK(s.ids(query) == "order-2 order-1 ");
  query.filter.text_in_customer_names = false;
  CHECK(s.ids(query) == "order-2 ");
  query.filter.text = "ann";
  CHECK(s.ids(query).empty());
  query.filter.text = "order ann";
  CHECK(s.ids(query).empty());
}

TEST_CASE("a cursor of a search in customers' names leads on in no search without them") {
  shop s;
  for (const auto* id : {"order-1", "order-2"})
    s.write(id, {created_in("USD", 5)});
  order_query query;
  query.filter.text = "order";
  query.limit = 1;
  s.room.run(s.list);
  auto view = s.room.read("order_list");
  query.cursor = list_orders(view, query)->next;
  CHECK(list_orders(view, query)->orders.size() == 1);
  query.filter.text_in_customer_names = false;
  CHECK(list_orders(view, query).error().rule == "cursor_of_another_query");
}
