#include "docket/actors/queries.hpp"

#include "docket/actors/projections/read_side.hpp"
#include "docket/persistence/views/details/order_details_projection.hpp"
#include "docket/persistence/views/fulfilments/fulfilment_board_projection.hpp"
#include "docket/persistence/views/stock/stock_levels_projection.hpp"

#include <fmt/format.h>

namespace docket {

namespace {

query_refusal behind(const view_state& view, position at_least) {
  const auto reached = view.waiters.reached();
  const auto error = view.last_error();
  const auto because = error.empty() ? "" : "; its last error: " + error;
  if (!reached) return {"view_unavailable", fmt::format("the view {} is not open yet{}", view.name, because)};
  return {"view_behind", fmt::format("the view {} is at position {} and did not get to {} in time{}",
                                     view.name, value(*reached), value(at_least), because)};
}

// Asks one view a question with a refusal of its own.
template <class Answer, class Ask>
expected<Answer, query_refusal> ask(const queries& of, std::string_view view, freshness fresh,
                                    Ask&& question) {
  std::optional<expected<Answer, query_refusal>> answer;
  if (auto refused = of.read(view, fresh, [&](view_reader& reader) { answer.emplace(question(reader)); }))
    return unexpected{*std::move(refused)};
  return *std::move(answer);
}

constexpr std::string_view order_list_view = "order_list";

} // namespace

expected<order_page, query_refusal> queries::list(const order_query& query, freshness fresh) const {
  return ask<order_page>(*this, order_list_view, fresh,
                         [&](view_reader& view) { return list_orders(view, query); });
}

expected<order_page, query_refusal> queries::search(const order_query& query, freshness fresh) const {
  return ask<order_page>(*this, order_list_view, fresh,
                         [&](view_reader& view) { return search_orders(view, query); });
}

expected<order_counts, query_refusal> queries::counts(const moment& at, freshness fresh) const {
  return ask<order_counts>(*this, order_list_view, fresh,
                           [&](view_reader& view) { return count_orders(view, at); });
}

expected<statistics_page, query_refusal> queries::statistics(const statistics_query& query,
                                                             freshness fresh) const {
  return ask<statistics_page>(*this, projection_of(query.by), fresh,
                              [&](view_reader& view) { return query_statistics(view, query); });
}

expected<stock_page, query_refusal> queries::stock(const stock_query& query, freshness fresh) const {
  return ask<stock_page>(*this, stock_levels_projection::view_name, fresh,
                         [&](view_reader& view) { return query_stock(view, query); });
}

expected<board_page, query_refusal> queries::board(const board_query& query, freshness fresh) const {
  return ask<board_page>(*this, fulfilment_board_projection::view_name, fresh, [&](view_reader& view) {
    const auto log = side_->open_log();
    return query_board(view, *log, query);
  });
}

expected<board_counts, query_refusal> queries::board_counts(const moment& at, freshness fresh) const {
  return ask<docket::board_counts>(*this, fulfilment_board_projection::view_name, fresh,
                                   [&](view_reader& view) { return count_board(view, at); });
}

expected<order_details, query_refusal> queries::details(const details_query& query, freshness fresh) const {
  return ask<order_details>(*this, order_details_projection::view_name, fresh, [&](view_reader& view) {
    const auto log = side_->open_log();
    return query_details(view, *log, query);
  });
}

expected<order_difference, query_refusal>
queries::difference(const details_query& before, const details_query& after, freshness fresh) const {
  return ask<order_difference>(*this, order_details_projection::view_name, fresh, [&](view_reader& view) {
    const auto log = side_->open_log();
    return query_difference(view, *log, before, after);
  });
}

std::optional<query_refusal> queries::read(std::string_view view, freshness fresh,
                                           const std::function<void(view_reader&)>& ask) const {
  const auto found = side_->find(view);
  if (!found) return found.error();
  if (!side_->wait(**found, fresh.at_least, fresh.within)) return behind(*(*found)->view, fresh.at_least);
  const auto reader = (*found)->view->readers.borrow();
  const view_snapshot moment{*reader};
  ask(*reader);
  return std::nullopt;
}

} // namespace docket
