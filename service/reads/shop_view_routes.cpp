#include "docket/persistence/views/fulfilments/fulfilment_board_projection.hpp"
#include "docket/persistence/views/stock/stock_levels_projection.hpp"
#include "docket/service/reads/asked.hpp"
#include "docket/service/reads/page_parameters.hpp"
#include "docket/service/reads/reads.hpp"
#include "docket/service/reads/view_answers.hpp"

#include <fmt/format.h>

#include <utility>

namespace docket::service {
namespace {

constexpr auto stock_view = stock_levels_projection::view_name;
constexpr auto board_view = fulfilment_board_projection::view_name;

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

asked_of_view statistics(shop_context& with, visit& here, parameters& query) {
  auto asked = statistics_query_in(here, query);
  if (!asked) return unexpected{std::move(asked.error())};
  return question_to(
      projection_of(asked->by), with, here, query.at_least(),
      [asked = *std::move(asked)](view_reader& view, log_reader&) { return query_statistics(view, asked); },
      told_whole);
}

asked_of_view stock(shop_context& with, visit& here, parameters& query) {
  stock_query asked;
  asked.limit = limit_in(query);
  asked.asked = query.moment();
  asked.cursor = query.text("cursor").value_or("");
  return question_to(
      stock_view, with, here, query.at_least(),
      [asked](view_reader& view, log_reader&) { return query_stock(view, asked); }, told_as_page);
}

http_response no_such_product(const std::string& product) {
  return problem(404, "product_not_found",
                 fmt::format("Nothing is known of the stock of \"{}\", or was at that moment.", product),
                 {.facts = {{"product", product}}});
}

asked_of_view stock_of_product(shop_context& with, visit& here, parameters& query) {
  stock_query asked;
  asked.product = here.path.front();
  asked.asked = query.moment();
  return question_to(
      stock_view, with, here, query.at_least(),
      [asked](view_reader& view, log_reader&) { return query_stock(view, asked); },
      [](const visit& at, const stock_page& page) {
        return page.products.empty() ? no_such_product(at.path.front()) : told_whole(at, page);
      });
}

asked_of_view board(shop_context& with, visit& here, parameters& query) {
  board_query asked;
  asked.phases = query.texts("phase");
  asked.newest_first = query.word("order", {"newest", "oldest"}) == 0;
  asked.limit = limit_in(query);
  asked.asked = query.moment();
  asked.cursor = query.text("cursor").value_or("");
  return question_to(
      board_view, with, here, query.at_least(),
      [asked](view_reader& view, log_reader& log) { return query_board(view, log, asked); }, told_as_page);
}

asked_of_view counts_of_board(shop_context& with, visit& here, parameters& query) {
  const auto asked = query.moment();
  return question_to(
      board_view, with, here, query.at_least(),
      [asked](view_reader& view, log_reader&) { return count_board(view, asked); }, told_whole);
}

} // namespace

routes shop_view_routes(shop_context& with) {
  const auto get = http_method::get;
  return {
      {get, "/statistics/{by}", "getStatistics", role::read, of_a_view(with, statistics)},
      {get, "/stock", "listStock", role::read, of_a_view(with, stock)},
      {get, "/stock/{product}", "getStock", role::read, of_a_view(with, stock_of_product)},
      {get, "/fulfilments", "listFulfilments", role::read, of_a_view(with, board)},
      {get, "/fulfilments/counts", "countFulfilments", role::read, of_a_view(with, counts_of_board)},
  };
}

} // namespace docket::service
