#include "docket/persistence/views/orders/order_list.hpp"

#include "views/core/view_fixture.hpp"

#include "docket/domain/order/order.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/views/orders/order_list_projection.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <string>

using namespace docket;

namespace {

order_created created_in(const char* code) {
  return {customer_id{"cust-1"}, currency{code}, amount{500}, nullptr};
}

// Two currencies at the third position; six orders.
struct small_shop {
  testing::view_room room;
  order_list_projection list;
  std::unique_ptr<view_reader> view;

  small_shop() {
    for (const auto& [id, code] :
         {std::pair{"a", "USD"}, {"b", "USD"}, {"c", "JPY"}, {"d", "USD"}, {"e", "USD"}})
      room.write<order>(id, std::vector<order_event>{created_in(code)});
    room.run(list);
    view = std::make_unique<view_reader>(room.file_of("order_list"));
  }

  std::string refusal_of(const std::function<void(order_query&)>& ask) {
    order_query query;
    ask(query);
    const auto page = list_orders(*view, query);
    return page ? "" : page.error().rule;
  }
};

} // namespace

TEST_CASE("a status that there is none of is refused with those that there are") {
  const auto refused = parse_order_status("lost");
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().rule == "unknown_status");
  CHECK(refused.error().message.find("\"lost\"") != std::string::npos);
  CHECK(refused.error().message.find("pending, placed, paid, confirmed, shipped, delivered, cancelled") !=
        std::string::npos);
  for (const auto word : order_status_words)
    CHECK(word_of(*parse_order_status(word)) == word);
}

TEST_CASE("a page has 1 to 1,000 rows") {
  small_shop shop;
  for (const std::size_t limit : {0u, 1001u, 1'000'000u})
    CHECK(shop.refusal_of([&](order_query& q) { q.limit = limit; }) == "page_size_out_of_range");
  for (const std::size_t limit : {1u, 1000u})
    CHECK(shop.refusal_of([&](order_query& q) { q.limit = limit; }).empty());
}

TEST_CASE("a range that ends before it begins is refused, one of a single value is not") {
  small_shop shop;
  const auto at = [](int h) { return testing::view_room::hour(h); };
  CHECK(shop.refusal_of([&](order_query& q) {
    q.filter.created_from = at(2), q.filter.created_to = at(1);
  }) == "from_after_to");
  CHECK(
      shop.refusal_of([&](order_query& q) { q.filter.created_from = q.filter.created_to = at(1); }).empty());
  CHECK(shop.refusal_of([&](order_query& q) {
    q.filter.currency = currency{"USD"};
    q.filter.amount_from = decimal{2, 0};
    q.filter.amount_to = decimal{199, 2};
  }) == "from_after_to");
}

TEST_CASE("amounts want one currency: the one stated, or the only one that orders had by then") {
  small_shop shop;
  CHECK(shop.refusal_of([](order_query& q) { q.sort = order_sort::total; }) == "currency_needed");
  CHECK(shop.refusal_of([](order_query& q) { q.filter.amount_to = decimal{1, 0}; }) == "currency_needed");
  CHECK(shop.refusal_of([](order_query& q) {
              q.sort = order_sort::total;
              q.moment.at = position{2};
            })
            .empty());
  CHECK(shop.refusal_of([](order_query& q) {
              q.sort = order_sort::total;
              q.filter.currency = currency{"JPY"};
            })
            .empty());
  CHECK(shop.refusal_of([](order_query& q) {
    q.filter.currency = currency{"JPY"};
    q.filter.amount_from = decimal{15, 1};
  }) == "too_many_decimals");
}

TEST_CASE("a text without letters and digits finds nothing, and says so") {
  small_shop shop;
  CHECK(shop.refusal_of([](order_query& q) { q.filter.text = " -*- "; }) == "empty_search");
  const auto refused = search_orders(*shop.view, order_query{});
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().rule == "empty_search");
}

TEST_CASE("a position that the view does not know yet is refused with how far it is") {
  small_shop shop;
  CHECK(shop.refusal_of([](order_query& q) { q.moment.at = position{6}; }) == "at_position_past_the_end");
  const auto refused = count_orders(*shop.view, {.as_of = {}, .at = position{6}});
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().rule == "at_position_past_the_end");
  CHECK(refused.error().message.find("position 5") != std::string::npos);
  CHECK(count_orders(*shop.view, {.as_of = timestamp{}, .at = position{5}}).error().rule == "one_bound_only");
}

TEST_CASE("a cursor goes on with its own query only, in pages of any size") {
  small_shop shop;
  order_query query;
  query.limit = 2;
  const auto first = list_orders(*shop.view, query);
  REQUIRE(first.has_value());
  REQUIRE_FALSE(first->next.empty());
  const auto with = [&](const std::function<void(order_query&)>& change) {
    return shop.refusal_of([&](order_query& q) {
      q.cursor = first->next;
      change(q);
    });
  };
  CHECK(with([](order_query& q) { q.limit = 7; }).empty());
  CHECK(with([](order_query& q) { q.sort = order_sort::updated; }) == "cursor_of_another_query");
  CHECK(with([](order_query& q) { q.direction = walk_order::ascending; }) == "cursor_of_another_query");
  CHECK(with([](order_query& q) { q.filter.customer = "cust-1"; }) == "cursor_of_another_query");
  CHECK(with([](order_query& q) { q.filter.statuses = {order_status::paid}; }) == "cursor_of_another_query");
  CHECK(with([](order_query& q) { q.moment.as_of = timestamp{5}; }) == "cursor_of_another_query");
  CHECK(with([](order_query& q) { q.cursor += "x"; }) == "cursor_broken");
  CHECK(with([](order_query& q) { q.cursor = "%"; }) == "cursor_broken");
}
