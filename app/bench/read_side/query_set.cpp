#include "docket/app/bench/read_side/query_set.hpp"

#include "docket/app/bench/order_life.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/persistence/views/details/order_details.hpp"
#include "docket/persistence/views/fulfilments/fulfilment_board.hpp"
#include "docket/persistence/views/orders/order_list.hpp"
#include "docket/persistence/views/statistics/statistics_query.hpp"
#include "docket/persistence/views/stock/stock_levels.hpp"

#include <fmt/format.h>
#include <utility>
#include <variant>

namespace docket::app::bench {
namespace {

template <class Answer>
Answer answered(expected<Answer, query_refusal> answer) {
  if (!answer)
    throw command_failed(fmt::format("a query of the benchmark was refused, {}: {}", answer.error().rule,
                                     answer.error().message));
  return *std::move(answer);
}

// The order's creation, which tells its customer and its products.
create_order creation_of(const asked_about& about) {
  return std::get<create_order>(command_of_life(about.seed, about.number, 0).command);
}

using fill_query = std::function<void(order_query&, const asked_about&)>;

bench_query list_of(std::string name, fill_query fill) {
  return {"list " + name, "order_list", true, false,
          [fill = std::move(fill)](view_reader& view, log_reader&, const asked_about& about) {
            order_query query;
            query.moment = about.at;
            fill(query, about);
            static_cast<void>(answered(list_orders(view, query)));
          }};
}

bench_query search_of(std::string name, std::function<std::string(const asked_about&)> text) {
  return {"search " + name, "order_list", true, false,
          [text = std::move(text)](view_reader& view, log_reader&, const asked_about& about) {
            order_query query;
            query.moment = about.at;
            query.filter.text = text(about);
            static_cast<void>(answered(search_orders(view, query)));
          }};
}

// Page after page, and again from the first one.
void list_on(view_reader& view, log_reader&, const asked_about& about) {
  order_query query;
  query.moment = about.at;
  query.cursor = *about.cursor;
  *about.cursor = answered(list_orders(view, query)).next;
}

void between_amounts(order_query& query, const asked_about& about) {
  const auto cents = static_cast<std::int64_t>(2'000 + about.number * 37 % 20'000);
  query.filter.currency = currency{"USD"};
  query.filter.amount_from = decimal{cents, 2};
  query.filter.amount_to = decimal{cents + 500, 2};
}

void add_lists(std::vector<bench_query>& to) {
  to.push_back(list_of("newest", [](order_query&, const asked_about&) {}));
  to.push_back({"list page after page", "order_list", true, false, list_on});
  to.push_back(
      list_of("updated last", [](order_query& q, const asked_about&) { q.sort = order_sort::updated; }));
  to.push_back(list_of("largest totals", [](order_query& q, const asked_about&) {
    q.sort = order_sort::total;
    q.filter.currency = currency{"USD"};
  }));
  to.push_back(list_of("of a customer", [](order_query& q, const asked_about& about) {
    q.filter.customer = creation_of(about).customer.str();
  }));
  to.push_back(list_of("of a product", [](order_query& q, const asked_about& about) {
    q.filter.product = creation_of(about).items.front().product.str();
  }));
  for (const auto status : {order_status::placed, order_status::shipped})
    to.push_back(list_of(std::string{word_of(status)},
                         [status](order_query& q, const asked_about&) { q.filter.statuses = {status}; }));
  to.push_back(list_of("between amounts", between_amounts));
  to.push_back(list_of("between amounts, by total", [](order_query& q, const asked_about& about) {
    between_amounts(q, about);
    q.sort = order_sort::total;
  }));
  to.push_back(list_of("shipped of a product, by total", [](order_query& q, const asked_about& about) {
    q.filter.product = creation_of(about).items.front().product.str();
    q.filter.statuses = {order_status::shipped};
    q.filter.currency = currency{"USD"};
    q.sort = order_sort::total;
  }));
}

void add_searches(std::vector<bench_query>& to) {
  to.push_back(search_of("for an order id", [](const asked_about& about) {
    return life_order_id(about.seed, about.number).str();
  }));
  to.push_back(search_of("for the beginning of an id", [](const asked_about& about) {
    return life_order_id(about.seed, about.number).str().substr(0, 8);
  }));
  to.push_back(search_of("for a customer",
                         [](const asked_about& about) { return creation_of(about).customer.str(); }));
  to.push_back(search_of("for a product's name and id", [](const asked_about& about) {
    return "widget " + creation_of(about).items.front().product.str();
  }));
}

void add_statistics(std::vector<bench_query>& to) {
  constexpr std::pair<statistics_by, std::string_view> kinds[]{{statistics_by::customer, "customers"},
                                                               {statistics_by::product, "products"},
                                                               {statistics_by::day, "days"},
                                                               {statistics_by::month, "months"}};
  for (const auto& [by, words] : kinds)
    to.push_back({fmt::format("best {} by revenue", words), projection_of(by), true, false,
                  [by = by](view_reader& view, log_reader&, const asked_about& about) {
                    statistics_query query;
                    query.by = by;
                    query.sort = statistics_sort::revenue;
                    query.asked = about.at;
                    static_cast<void>(answered(query_statistics(view, query)));
                  }});
  to.push_back({"statistics of a customer", projection_of(statistics_by::customer), false, false,
                [](view_reader& view, log_reader&, const asked_about& about) {
                  statistics_query query;
                  query.key = creation_of(about).customer.str();
                  query.asked = about.at;
                  static_cast<void>(answered(query_statistics(view, query)));
                }});
}

void add_others(std::vector<bench_query>& to) {
  to.push_back({"counts per status", "order_list", false, true,
                [](view_reader& view, log_reader&, const asked_about& about) {
                  static_cast<void>(answered(count_orders(view, about.at)));
                }});
  to.push_back({"details of an order", "order_details", false, false,
                [](view_reader& view, log_reader& log, const asked_about& about) {
                  const details_query query{life_order_id(about.seed, about.number), about.at};
                  static_cast<void>(answered(query_details(view, log, query)));
                }});
}

void add_fulfilments(std::vector<bench_query>& to) {
  to.push_back({"stock levels", "stock_levels", true, false,
                [](view_reader& view, log_reader&, const asked_about& about) {
                  stock_query query;
                  query.asked = about.at;
                  static_cast<void>(answered(query_stock(view, query)));
                }});
  to.push_back({"open fulfilments", "fulfilment_board", true, false,
                [](view_reader& view, log_reader& log, const asked_about& about) {
                  board_query query;
                  query.asked = about.at;
                  static_cast<void>(answered(query_board(view, log, query)));
                }});
  to.push_back({"fulfilments per phase", "fulfilment_board", false, true,
                [](view_reader& view, log_reader&, const asked_about& about) {
                  static_cast<void>(answered(count_board(view, about.at)));
                }});
}

} // namespace

std::vector<bench_query> queries_of_orders() {
  std::vector<bench_query> all;
  add_lists(all);
  add_searches(all);
  add_statistics(all);
  add_others(all);
  return all;
}

std::vector<bench_query> queries_of_fulfilments() {
  std::vector<bench_query> all;
  add_fulfilments(all);
  return all;
}

} // namespace docket::app::bench
