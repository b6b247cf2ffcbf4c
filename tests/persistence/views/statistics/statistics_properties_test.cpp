#include "views/statistics/naive_statistics.hpp"
#include "views/statistics/shop_history.hpp"

#include "docket/persistence/views/statistics/statistics_projection.hpp"
#include "docket/persistence/views/statistics/statistics_query.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

namespace {

constexpr std::array dimensions{statistics_by::customer, statistics_by::product, statistics_by::day,
                                statistics_by::month};
constexpr std::array sorts{statistics_sort::orders, statistics_sort::total, statistics_sort::quantity,
                           statistics_sort::revenue, statistics_sort::key};

struct views_of_room {
  std::unique_ptr<projection> customers = make_customer_statistics(), products = make_product_statistics(),
                              calendar = make_calendar();
  void run(view_room& room, std::size_t batch) {
    for (auto* each : {customers.get(), products.get(), calendar.get()})
      room.run(*each, batch);
  }
};

void check(view_room& room, const whole_log& log, const moment& at, statistics_by by, std::size_t limit) {
  const naive_statistics expected{log, at, by};
  auto view = room.read(projection_of(by));
  for (const auto sort : sorts) {
    const auto page =
        query_statistics(view, {.by = by, .sort = sort, .limit = limit, .asked = at, .in = {}, .key = {}});
    REQUIRE(page);
    REQUIRE(to_json(*page) == to_json({expected.rows(sort, limit), page->position}));
  }
}

void check_moments(view_room& room, shop_history& shop, int moments) {
  const whole_log log{room};
  const auto head = static_cast<int>(value(room.head()));
  for (const auto by : dimensions) {
    check(room, log, {}, by, 1'000);
    for (int i = 0; i < moments; ++i) {
      const auto limit = i % 4 == 0 ? 1'000u : static_cast<std::size_t>(1 + shop.below(60));
      check(room, log, {shop.some_time(), {}}, by, limit);
      check(room, log, {{}, position{static_cast<std::uint64_t>(shop.below(head + 1))}}, by, limit);
    }
  }
}

} // namespace

TEST_CASE("statistics of small shops are those of a fold, at any moment, however orders arrive") {
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    const auto how = std::array{arrival::in_order, arrival::nearly, arrival::anyhow}.at(seed % 3);
    view_room room;
    shop_history shop{room, {60, 8, 5, {"USD", "JPY", "KWD"}}, how, seed};
    shop.write();
    views_of_room views;
    views.run(room, 1 + seed * 7);
    check_moments(room, shop, 6);
  }
}

TEST_CASE("statistics with boundaries along both axes are those of a fold") {
  const auto how = GENERATE(arrival::in_order, arrival::nearly, arrival::anyhow);
  view_room room;
  shop_history shop{room, {6'000, 2'500, 700, {"USD"}}, how, 42};
  shop.write();
  views_of_room views;
  views.run(room, 3'000);
  check_moments(room, shop, 8);
}

TEST_CASE("statistics go on after a restart as if there had been none") {
  view_room room;
  shop_history shop{room, {900, 50, 40, {"USD"}}, arrival::nearly, 7};
  shop.write();
  for (std::uint64_t upto = 1; upto < value(room.head()); upto += 501) {
    for (const auto& make : {make_customer_statistics, make_product_statistics, make_calendar}) {
      const auto kept = make(); // Knows nothing of what the one before it had in memory.
      projection_runner runner{*kept, room.file_of(kept->name())};
      while (!runner.step(room.log_of(), 200, position{upto}).caught_up) {
      }
    }
  }
  views_of_room{}.run(room, 100);
  check_moments(room, shop, 5);
}
