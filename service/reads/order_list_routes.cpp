#include "docket/persistence/views/orders/order_list.hpp"

#include "docket/service/reads/asked.hpp"
#include "docket/service/reads/page_parameters.hpp"
#include "docket/service/reads/reads.hpp"
#include "docket/service/reads/view_answers.hpp"

#include <array>
#include <utility>

namespace docket::service {
namespace {

constexpr std::string_view list_view = "order_list";

expected<std::vector<order_status>, http_response> statuses_in(parameters& query) {
  std::vector<order_status> statuses;
  for (const auto& word : query.texts("status")) {
    const auto status = parse_order_status(word);
    if (!status) return unexpected{problem_of(status.error())};
    statuses.push_back(*status);
  }
  return statuses;
}

// All but whose orders, and what is looked for in their texts.
expected<order_query, http_response> order_query_in(visit& here, parameters& query) {
  static constexpr std::array sorts{order_sort::created, order_sort::updated, order_sort::total};
  static constexpr std::array directions{walk_order::descending, walk_order::ascending};
  order_query asked;
  auto statuses = statuses_in(query);
  if (!statuses) return unexpected{std::move(statuses.error())};
  asked.filter.statuses = std::move(*statuses);
  asked.filter.currency = currency_in(query);
  asked.filter.amount_from = query.money("amountFrom");
  asked.filter.amount_to = query.money("amountTo");
  asked.filter.created_from = query.time("createdFrom");
  asked.filter.created_to = query.time("createdTo");
  asked.filter.product = query.text("product").value_or("");
  asked.filter.text_in_customer_names = here.who.sees_personal_data();
  asked.sort = sorts.at(query.word("sort", {"created", "updated", "total"}));
  asked.direction = directions.at(query.word("order", {"desc", "asc"}));
  asked.limit = limit_in(query);
  asked.moment = query.moment();
  asked.cursor = query.text("cursor").value_or("");
  return asked;
}

asked_of_view orders_by(expected<order_page, query_refusal> (*look_up)(view_reader&, const order_query&),
                        shop_context& with, visit& here, parameters& query, order_query asked) {
  return question_to(
      list_view, with, here, query.at_least(),
      [look_up, asked = std::move(asked)](view_reader& view, log_reader&) { return look_up(view, asked); },
      told_as_page);
}

asked_of_view list(shop_context& with, visit& here, parameters& query) {
  auto asked = order_query_in(here, query);
  if (!asked) return unexpected{std::move(asked.error())};
  asked->filter.customer = query.text("customer").value_or("");
  asked->filter.text = query.text("text").value_or("");
  return orders_by(list_orders, with, here, query, *std::move(asked));
}

asked_of_view of_a_customer(shop_context& with, visit& here, parameters& query) {
  auto asked = order_query_in(here, query);
  if (!asked) return unexpected{std::move(asked.error())};
  asked->filter.customer = here.path.front();
  asked->filter.text = query.text("text").value_or("");
  return orders_by(list_orders, with, here, query, *std::move(asked));
}

asked_of_view found(shop_context& with, visit& here, parameters& query) {
  auto asked = order_query_in(here, query);
  if (!asked) return unexpected{std::move(asked.error())};
  asked->filter.customer = query.text("customer").value_or("");
  asked->filter.text = query.text("q").value_or("");
  return orders_by(search_orders, with, here, query, *std::move(asked));
}

asked_of_view counts(shop_context& with, visit& here, parameters& query) {
  const auto asked = query.moment();
  return question_to(
      list_view, with, here, query.at_least(),
      [asked](view_reader& view, log_reader&) { return count_orders(view, asked); }, told_whole);
}

} // namespace

routes order_list_routes(shop_context& with) {
  const auto get = http_method::get;
  return {
      {get, "/orders", "listOrders", role::read, of_a_view(with, list)},
      {get, "/orders/customer/{customer}", "listOrdersOfCustomer", role::read,
       of_a_view(with, of_a_customer)},
      {get, "/search", "searchOrders", role::read, of_a_view(with, found)},
      {get, "/counts", "countOrders", role::read, of_a_view(with, counts)},
  };
}

} // namespace docket::service
