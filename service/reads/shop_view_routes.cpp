#include "docket/persistence/views/fulfilments/fulfilment_board_projection.hpp"
#include "docket/persistence/views/stock/stock_levels_projection.hpp"
#include "docket/service/reads/asked.hpp"
#include "docket/service/reads/next_page.hpp"
#include "docket/service/reads/page_parameters.hpp"
#include "docket/service/reads/read_answer.hpp"
#include "docket/service/reads/reads.hpp"

#include <fmt/format.h>

#include <utility>

namespace docket::service {
namespace {

constexpr auto stock_view = stock_levels_projection::view_name;
constexpr auto board_view = fulfilment_board_projection::view_name;

using made_out = expected<view_question, http_response>;

expected<statistics_query, http_response> statistics_query_in(visit& here, parameters& query) {
  const auto by = parse_statistics_by(here.path.front());
  if (!by) return unexpected{problem(404, by.error().rule, by.error().message)};
  statistics_query asked{.by = *by};
  if (const auto word = query.text("sort")) {
    const auto sort = parse_statistics_sort(*word);
    if (!sort) return unexpected{problem_of(sort.error())};
    asked.sort = *sort;
  }
  asked.limit = limit_in(query);
  asked.asked = query.moment();
  asked.in = currency_in(query);
  asked.key = query.text("key");
  return asked;
}

made_out statistics(shop_context& with, visit& here, parameters& query) {
  auto asked = statistics_query_in(here, query);
  if (!asked) return unexpected{std::move(asked.error())};
  const auto view = projection_of(asked->by);
  const auto at_least = query.at_least();
  return view_question{
      view, at_least, [=, &with, asked = *std::move(asked), here = std::move(here)](log_reader&) {
        const auto page = ask_view<statistics_page>(
            with, view, at_least, [&](view_reader& reader) { return query_statistics(reader, asked); });
        if (!page) return problem_of(page.error());
        return view_answer(here.request, page->position, to_json(*page));
      }};
}

expected<stock_page, query_refusal> ask_stock(shop_context& with, position at_least,
                                              const stock_query& asked) {
  return ask_view<stock_page>(with, stock_view, at_least,
                              [&](view_reader& view) { return query_stock(view, asked); });
}

made_out stock(shop_context& with, visit& here, parameters& query) {
  stock_query asked;
  asked.limit = limit_in(query);
  asked.asked = query.moment();
  asked.cursor = query.text("cursor").value_or("");
  const auto at_least = query.at_least();
  return view_question{stock_view, at_least, [=, &with, here = std::move(here)](log_reader&) {
                         const auto page = ask_stock(with, at_least, asked);
                         if (!page) return problem_of(page.error());
                         return with_next(view_answer(here.request, page->position, to_json(*page)),
                                          here.request, "cursor", page->next);
                       }};
}

http_response no_such_product(const std::string& product) {
  return problem(404, "product_not_found",
                 fmt::format("Nothing is known of the stock of \"{}\", or was at that moment.", product),
                 {.facts = {{"product", product}}});
}

made_out stock_of_product(shop_context& with, visit& here, parameters& query) {
  stock_query asked;
  asked.product = here.path.front();
  asked.asked = query.moment();
  const auto at_least = query.at_least();
  return view_question{stock_view, at_least, [=, &with, here = std::move(here)](log_reader&) {
                         const auto page = ask_stock(with, at_least, asked);
                         if (!page) return problem_of(page.error());
                         if (page->products.empty()) return no_such_product(*asked.product);
                         return view_answer(here.request, page->position, to_json(*page));
                       }};
}

made_out board(shop_context& with, visit& here, parameters& query) {
  board_query asked;
  asked.phases = query.texts("phase");
  asked.newest_first = query.word("order", {"newest", "oldest"}) == 0;
  asked.limit = limit_in(query);
  asked.asked = query.moment();
  asked.cursor = query.text("cursor").value_or("");
  const auto at_least = query.at_least();
  return view_question{board_view, at_least, [=, &with, here = std::move(here)](log_reader& log) {
                         const auto page =
                             ask_view<board_page>(with, board_view, at_least, [&](view_reader& view) {
                               return query_board(view, log, asked);
                             });
                         if (!page) return problem_of(page.error());
                         return with_next(view_answer(here.request, page->position, to_json(*page)),
                                          here.request, "cursor", page->next);
                       }};
}

made_out counts_of_board(shop_context& with, visit& here, parameters& query) {
  const auto asked = query.moment();
  const auto at_least = query.at_least();
  return view_question{board_view, at_least, [=, &with, here = std::move(here)](log_reader&) {
                         const auto counted =
                             ask_view<board_counts>(with, board_view, at_least, [&](view_reader& view) {
                               return count_board(view, asked);
                             });
                         if (!counted) return problem_of(counted.error());
                         return view_answer(here.request, counted->position, to_json(*counted));
                       }};
}

} // namespace

routes shop_view_routes(shop_context& with) {
  const auto ask = [&with](made_out (*make_out)(shop_context&, visit&, parameters&)) {
    return of_a_view(
        with, [&with, make_out](visit& here, parameters& query) { return make_out(with, here, query); });
  };
  const auto get = http_method::get;
  return {
      {get, "/statistics/{by}", "getStatistics", role::read, ask(statistics)},
      {get, "/stock", "listStock", role::read, ask(stock)},
      {get, "/stock/{product}", "getStock", role::read, ask(stock_of_product)},
      {get, "/fulfilments", "listFulfilments", role::read, ask(board)},
      {get, "/fulfilments/counts", "countFulfilments", role::read, ask(counts_of_board)},
  };
}

} // namespace docket::service
