#include "docket/persistence/views/orders/order_list.hpp"

#include "docket/service/reads/asked.hpp"
#include "docket/service/reads/next_page.hpp"
#include "docket/service/reads/page_parameters.hpp"
#include "docket/service/reads/read_answer.hpp"
#include "docket/service/reads/reads.hpp"

#include <array>
#include <utility>

namespace docket::service {
namespace {

constexpr std::string_view list_view = "order_list";

using made_out = expected<view_question, http_response>;

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

made_out orders_as(shop_context& with, visit& here, parameters& query, order_query asked, bool searches) {
  const auto at_least = query.at_least();
  return view_question{
      list_view, at_least, [=, &with, asked = std::move(asked), here = std::move(here)](log_reader&) {
        const auto page = ask_view<order_page>(with, list_view, at_least, [&](view_reader& view) {
          return searches ? search_orders(view, asked) : list_orders(view, asked);
        });
        if (!page) return problem_of(page.error());
        return with_next(view_answer(here.request, page->position, to_json(*page)), here.request, "cursor",
                         page->next);
      }};
}

made_out list(shop_context& with, visit& here, parameters& query) {
  auto asked = order_query_in(here, query);
  if (!asked) return unexpected{std::move(asked.error())};
  asked->filter.customer = query.text("customer").value_or("");
  asked->filter.text = query.text("text").value_or("");
  return orders_as(with, here, query, *std::move(asked), false);
}

made_out of_a_customer(shop_context& with, visit& here, parameters& query) {
  auto asked = order_query_in(here, query);
  if (!asked) return unexpected{std::move(asked.error())};
  asked->filter.customer = here.path.front();
  asked->filter.text = query.text("text").value_or("");
  return orders_as(with, here, query, *std::move(asked), false);
}

made_out found(shop_context& with, visit& here, parameters& query) {
  auto asked = order_query_in(here, query);
  if (!asked) return unexpected{std::move(asked.error())};
  asked->filter.customer = query.text("customer").value_or("");
  asked->filter.text = query.text("q").value_or("");
  return orders_as(with, here, query, *std::move(asked), true);
}

made_out counts(shop_context& with, visit& here, parameters& query) {
  const auto asked = query.moment();
  const auto at_least = query.at_least();
  return view_question{list_view, at_least, [=, &with, here = std::move(here)](log_reader&) {
                         const auto counted =
                             ask_view<order_counts>(with, list_view, at_least, [&](view_reader& view) {
                               return count_orders(view, asked);
                             });
                         if (!counted) return problem_of(counted.error());
                         return view_answer(here.request, counted->position, to_json(*counted));
                       }};
}

} // namespace

routes order_list_routes(shop_context& with) {
  const auto ask = [&with](made_out (*make_out)(shop_context&, visit&, parameters&)) {
    return of_a_view(
        with, [&with, make_out](visit& here, parameters& query) { return make_out(with, here, query); });
  };
  const auto get = http_method::get;
  return {
      {get, "/orders", "listOrders", role::read, ask(list)},
      {get, "/orders/customer/{customer}", "listOrdersOfCustomer", role::read, ask(of_a_customer)},
      {get, "/search", "searchOrders", role::read, ask(found)},
      {get, "/counts", "countOrders", role::read, ask(counts)},
  };
}

} // namespace docket::service
