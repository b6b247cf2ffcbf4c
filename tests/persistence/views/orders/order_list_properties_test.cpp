#include "docket/persistence/views/orders/order_list.hpp"

#include "naive_list.hpp"

#include "docket/persistence/views/orders/order_list_projection.hpp"
#include "docket/persistence/views/orders/order_page_search.hpp"

#include "docket/persistence/views/view_file.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <vector>

using namespace docket;
using namespace docket::testing;

namespace {

moment some_moment(random_order_log& log) {
  const auto& event = log.events()[log.pick(log.events().size())];
  switch (log.pick(5)) {
  case 0: return {};
  case 1: return {.as_of = event.occurred_at, .at = {}};
  case 2:
    return {.as_of = timestamp{event.occurred_at.microseconds - 1 +
                               static_cast<std::int64_t>(log.pick(3'000'000))},
            .at = {}};
  case 3: return {.as_of = {}, .at = position{static_cast<std::uint64_t>(event.position)}};
  default:
    return {.as_of = log.events()[log.pick(log.events().size())].occurred_at,
            .at = position{static_cast<std::uint64_t>(event.position)}};
  }
}

std::string some_text(random_order_log& log) {
  static const std::vector<std::string> texts{"order",   "Order-1", "web",     "x",    "1",   "cust-1",
                                              "cust",    "lee",     "ANN lee", "zoe",  "o'h", "TR-3",
                                              "track-9", "lamp",    "red la",  "desk", "2",   "große",
                                              "tisch",   "nothing", "mug ann", "b",    "ust"};
  if (log.pick(6) == 0) return order_number(1 + log.pick(static_cast<std::uint64_t>(log.head())));
  return texts[log.pick(texts.size())];
}

order_filter some_filter(random_order_log& log, bool needs_currency) {
  static const std::vector<std::string> customers{"cust-1", "cust-2", "CUST.3", "nobody", "cust-10"};
  static const std::vector<std::string> products{"lamp", "desk-2", "mug", "nothing"};
  order_filter filter;
  const auto chance = [&] { return log.pick(4) == 0; };
  const auto some_time = [&] { return log.events()[log.pick(log.events().size())].occurred_at; };
  if (chance()) filter.customer = customers[log.pick(customers.size())];
  if (chance()) filter.product = products[log.pick(products.size())];
  if (chance()) filter.text = some_text(log);
  for (std::size_t i = 0; i < order_statuses && log.pick(3) == 0; ++i)
    filter.statuses.push_back(static_cast<order_status>(log.pick(order_statuses)));
  if (chance()) filter.created_from = some_time();
  if (chance()) filter.created_to = std::max(some_time(), filter.created_from.value_or(earliest_time));
  if (needs_currency || chance()) {
    filter.currency = currency{log.pick(2) == 0 ? "USD" : "JPY"};
    const auto low = static_cast<std::int64_t>(log.pick(4));
    if (chance()) filter.amount_from = decimal{low, 0};
    if (chance()) filter.amount_to = decimal{low + static_cast<std::int64_t>(log.pick(500)), 0};
  }
  return filter;
}

order_query some_query(random_order_log& log) {
  order_query query;
  query.sort = static_cast<order_sort>(log.pick(3));
  query.direction = static_cast<walk_order>(log.pick(2));
  query.filter = some_filter(log, query.sort == order_sort::total);
  query.moment = some_moment(log);
  query.limit = 1000;
  return query;
}

// Little: the index in the page's order is walked; much: candidates are sorted.
std::size_t some_effort(random_order_log& log) {
  constexpr std::size_t efforts[] = {1, 16, 80, 400, usual_effort};
  return efforts[log.pick(std::size(efforts))];
}

// What the view knew when the query came.
moment as_known(const moment& asked, std::int64_t known) {
  return {asked.as_of, asked.at.value_or(position{static_cast<std::uint64_t>(known)})};
}

void check_counts(random_order_log& log, view_reader& view) {
  auto at = some_moment(log);
  if (at.as_of) at.at.reset();
  std::array<std::int64_t, order_statuses> expected{};
  for (const auto& order : log.fold(at))
    ++expected[static_cast<std::size_t>(listed(order).status)];
  const auto answer = count_orders(view, at);
  REQUIRE(answer.has_value());
  CHECK(answer->counts == expected);
}

} // namespace

TEST_CASE("lists and counts at any moment are those of a fold over the log") {
  for (const unsigned seed : {1u, 2u, 3u, 4u}) {
    random_order_log log{seed};
    order_list_projection list;
    std::size_t rows = 0;
    for (int round = 0; round < 4; ++round) {
      log.grow(150);
      log.room().run(list, 1 + log.pick(100));
      if (round != 2) log.pass_over(std::size_t{1} << (partition_bits - 1)); // Into the next part soon.
      if (round == 1) list.forget(); // What stands in the tables must be enough to go on.
      auto view = log.room().read("order_list");
      for (int i = 0; i < 120; ++i) {
        const auto query = some_query(log);
        const auto page = list_orders(view, query, some_effort(log));
        REQUIRE(page.has_value());
        rows += page->orders.size();
        CHECK(page->orders == naive_list(log, query, query.moment));
        CHECK(page->next.empty());
        check_counts(log, view);
      }
    }
    CHECK(rows > 1000); // The questions were not all about nothing.
  }
}

TEST_CASE(
    "pages put together are the whole list as it was at the first one, while the log grows between them") {
  for (const unsigned seed : {11u, 12u, 13u}) {
    random_order_log log{seed};
    order_list_projection list;
    log.grow(200);
    log.room().run(list);
    for (int i = 0; i < 60; ++i) {
      auto query = some_query(log);
      const auto known = log.head();
      std::vector<listed_order> rows;
      do {
        query.limit = 1 + log.pick(20);
        auto view = log.room().read("order_list");
        const auto page = list_orders(view, query, some_effort(log));
        REQUIRE(page.has_value());
        CHECK(page->orders.size() <= query.limit);
        rows.insert(rows.end(), page->orders.begin(), page->orders.end());
        query.cursor = page->next;
        if (log.pick(3) == 0) {
          log.grow(3);
          log.room().run(list, 1 + log.pick(5));
        }
      } while (!query.cursor.empty());
      CHECK(rows == naive_list(log, query, as_known(query.moment, known)));
    }
  }
}
