#include "views/core/view_fixture.hpp"

#include "docket/domain/stock/stock.hpp"
#include "docket/persistence/codec/stock_codec.hpp"
#include "docket/persistence/views/stock/stock_levels.hpp"
#include "docket/persistence/views/stock/stock_levels_projection.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <random>

using namespace docket;
using namespace docket::testing;

namespace {

using events = std::vector<stock_event>;

std::string rule_of(const expected<stock_page, query_refusal>& answer) {
  return answer ? "" : answer.error().rule;
}

// What people ordered, received and shipped of some products, decided by the domain. Products have their own
// clocks: what is recorded later may have happened earlier.
class warehouse {
public:
  explicit warehouse(std::uint32_t seed) : random_(seed) {
    for (int i = 0; i < 600; ++i)
      step();
    room.run(kept, 1 + seed * 13);
  }

  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint32_t>(n)); }

  struct entry {
    std::string product;
    position at;
    timestamp occurred_at;
    stock_event event;
  };

  // One product after the other, folded with evolve.
  [[nodiscard]] std::map<std::string, known_stock> fold(const moment& at) const {
    std::map<std::string, stock_state> states;
    for (const auto& e : log)
      if ((!at.as_of || e.occurred_at <= *at.as_of) && (!at.at || e.at <= *at.at))
        states[e.product] = evolve(std::move(states[e.product]), e.event, e.occurred_at);
    std::map<std::string, known_stock> known;
    for (auto& [product, state] : states)
      if (const auto* stock = std::get_if<known_stock>(&state)) known[product] = *stock;
    return known;
  }

  moment some_moment() {
    moment at;
    if (below(3) > 0) at.as_of = view_room::hour(below(80));
    if (below(3) > 0)
      at.at = position{static_cast<std::uint64_t>(below(static_cast<int>(value(room.head())) + 1))};
    return at;
  }

  view_room room;
  stock_levels_projection kept;
  std::vector<entry> log;

private:
  void step() {
    const auto number = below(12);
    const product_id product{"p" + std::to_string(number)};
    const auto order = order_id{"o" + std::to_string(below(6))};
    const stock_command commands[] = {receive_stock{product, quantity{1 + below(20)}},
                                      adjust_stock{product, below(5) - 2, "counted"},
                                      reserve_stock{product, order, quantity{1 + below(3)}},
                                      reserve_stock{product, order, quantity{1 + below(3)}},
                                      release_stock{product, order},
                                      ship_stock{product, order}};
    auto& time = times_[number];
    time += below(2);
    const stock_limits limits{.unknown_products = unknown_product_policy::back_order};
    const auto decided = decide(states_[number], commands[below(6)], view_room::hour(time), limits);
    if (!decided) return;
    room.at(time).write<stock>(product.view(), *decided);
    auto at = value(room.head()) - decided->size();
    for (const auto& event : *decided) {
      states_[number] = evolve(std::move(states_[number]), event, view_room::hour(time));
      log.push_back({product.str(), position{++at}, view_room::hour(time), event});
    }
  }

  std::mt19937 random_;
  std::map<int, stock_state> states_;
  std::map<int, int> times_;
};

stock_level plain(const std::string& product, const known_stock& s, const stock_level& found) {
  return {product,   s.received,     s.adjusted,     s.available,  s.reserved,
          s.shipped, s.back_ordered, s.back_shipped, s.updated_at, found.position};
}

} // namespace

TEST_CASE("stock at any moment, by both bounds, is that of a fold, and keeps its law") {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    warehouse house{seed};
    auto view = house.room.read("stock_levels");
    for (int i = 0; i < 60; ++i) {
      const auto at = i == 0 ? moment{} : house.some_moment();
      const auto expected = house.fold(at);
      const auto page = query_stock(view, {.product = {}, .limit = 100, .asked = at, .cursor = {}});
      REQUIRE(page);
      REQUIRE(page->products.size() == expected.size());
      for (const auto& level : page->products) {
        REQUIRE(level == plain(level.product, expected.at(level.product), level));
        REQUIRE(level.received + level.adjusted == level.available + level.reserved + level.shipped);
        const auto alone =
            query_stock(view, {.product = level.product, .limit = 1, .asked = at, .cursor = {}});
        REQUIRE(alone->products == std::vector{level});
      }
    }
  }
}

TEST_CASE("pages of stock fit together while stock changes") {
  warehouse house{3};
  auto view = house.room.read("stock_levels");
  const auto whole = query_stock(view, {.product = {}, .limit = 100, .asked = {}, .cursor = {}});
  std::vector<stock_level> pieced;
  stock_query query{.product = {}, .limit = 5, .asked = {}, .cursor = {}};
  do {
    const auto page = query_stock(view, query);
    REQUIRE(page);
    CHECK(page->position == whole->position);
    pieced.insert(pieced.end(), page->products.begin(), page->products.end());
    query.cursor = page->next;
    house.room.at(90).write<stock>("p1", events{stock_received{quantity{7}}});
    house.room.write<stock>("p11x", events{stock_received{quantity{7}}});
    house.room.run(house.kept);
  } while (!query.cursor.empty());
  CHECK(pieced == whole->products);
}

TEST_CASE("questions about stock that make no sense are refused by name") {
  warehouse house{1};
  auto view = house.room.read("stock_levels");
  const auto ask = [&](stock_query query) { return rule_of(query_stock(view, query)); };
  CHECK(ask({.product = {}, .limit = 0, .asked = {}, .cursor = {}}) == "page_size_out_of_range");
  CHECK(ask({.product = {}, .limit = 1'000'000, .asked = {}, .cursor = {}}) == "page_size_out_of_range");
  CHECK(ask({.product = {}, .limit = 1, .asked = {{}, position{1'000'000}}, .cursor = {}}) ==
        "at_position_past_the_end");
  CHECK(ask({.product = {}, .limit = 1, .asked = {}, .cursor = "nonsense"}) == "cursor_broken");
  const auto next = query_stock(view, {.product = {}, .limit = 1, .asked = {}, .cursor = {}})->next;
  CHECK(ask({.product = {}, .limit = 1, .asked = {view_room::hour(5), {}}, .cursor = next}) ==
        "cursor_of_another_query");
  CHECK(query_stock(view, {.product = "nothing", .limit = 1, .asked = {}, .cursor = {}})->products.empty());
}

TEST_CASE("stock is written as JSON") {
  view_room room;
  room.at(10).write<stock>("widget",
                           events{stock_received{quantity{9}}, stock_reserved{order_id{"o"}, quantity{2}}});
  stock_levels_projection kept;
  room.run(kept);
  auto view = room.read("stock_levels");
  CHECK(
      to_json(*query_stock(view, {})) ==
      R"({"products":[{"productId":"widget","received":9,"adjusted":0,"available":7,"reserved":2,"shipped":0,)"
      R"("backOrdered":0,"backShipped":0,"updatedAt":"2026-03-01T10:00:00Z","position":2}],"next":null,"position":2})");
  const auto middle =
      query_stock(view, {.product = {}, .limit = 1, .asked = {{}, position{1}}, .cursor = {}});
  CHECK(middle->products.front().available == 9); // In the middle of an append.
}
