#include "docket/persistence/views/details/order_details_projection.hpp"
#include "docket/service/reads/asked.hpp"
#include "docket/service/reads/order_event_questions.hpp"
#include "docket/service/reads/order_point.hpp"
#include "docket/service/reads/read_answer.hpp"
#include "docket/service/reads/reads.hpp"
#include "docket/service/reads/rendered_orders.hpp"
#include "docket/service/reads/withheld.hpp"

#include <limits>
#include <memory>
#include <utility>

namespace docket::service {
namespace {

constexpr std::size_t rendered_bytes_max = 64u << 20; // Of each kind.

// Those whom personal data is shown, and the others.
struct kept_orders {
  rendered_orders whole{rendered_bytes_max, true};
  rendered_orders withheld{rendered_bytes_max, false};

  [[nodiscard]] rendered_orders& for_caller(const caller& who) {
    return who.sees_personal_data() ? whole : withheld;
  }
};

http_response order_now(log_reader& log, rendered_orders& kept, const http_request& question,
                        const order_id& id, position head) {
  const auto order = kept.now(log, id, head);
  return order ? order_answer(question, order->version, order->position, order->json)
               : no_such_order(id.view());
}

http_response order_then(log_reader& log, const visit& here, const order_id& id, const order_point& point) {
  auto order = read_at(log, id, point);
  if (!order) return std::move(order.error());
  if (!here.who.sees_personal_data()) order->state = without_personal(std::move(order->state));
  return order_answer(here.request, order->version, order->position, to_json(*order));
}

log_question one_order(const engine& shop, const std::shared_ptr<kept_orders>& kept, visit& here,
                       parameters& query) {
  const auto point = order_point_in(query);
  const auto id = order_id::parse(here.path.front());
  if (!id) return unexpected{no_such_order(here.path.front())};
  return [=, &shop, here = std::move(here)](log_reader& log) {
    // A look at the head is worth it only where a position was given.
    if (point.at_least != position{} || point.moment.at)
      if (auto refused = out_of_reach(point, log.head().position)) return *std::move(refused);
    if (!point.is_now()) return order_then(log, here, *id, point);
    const auto head = shop.head().position; // Before the log is looked at.
    return order_now(log, kept->for_caller(here.who), here.request, *id, head);
  };
}

// An order that was asked for since the log last grew is answered where the request came in.
route_handler one_order(shop_context& with, const std::shared_ptr<kept_orders>& kept) {
  const auto ask_the_log = of_the_log(with, [&with, kept](visit& here, parameters& query) {
    return one_order(with.shop, kept, here, query);
  });
  return [&with, kept, ask_the_log](visit&& here, answer&& to) {
    if (!here.request.query.empty()) return ask_the_log(std::move(here), std::move(to));
    const auto known =
        kept->for_caller(here.who).unchanged_since(here.path.front(), with.shop.head().position);
    if (!known) return ask_the_log(std::move(here), std::move(to));
    to.send(order_answer(here.request, known->version, known->position, known->json));
  };
}

constexpr auto details_view = order_details_projection::view_name;

http_response tell_details(const visit& here, order_details&& found) {
  auto& order = found.order;
  if (!here.who.sees_personal_data()) order.state = without_personal(std::move(order.state));
  return view_answer(here.request, found.position, to_json(found))
      .with("Docket-Version", std::to_string(value(order.version)));
}

asked_of_view details(shop_context& with, visit& here, parameters& query) {
  const auto point = order_point_in(query);
  const auto id = order_id::parse(here.path.front());
  if (!id) return unexpected{no_such_order(here.path.front())};
  return question_to(
      details_view, with, here, point.at_least,
      [asked = details_query{*id, point.moment, point.version}](view_reader& view, log_reader& log) {
        return query_details(view, log, asked);
      },
      tell_details);
}

http_response tell_difference(const visit& here, order_difference&& found) {
  if (!here.who.sees_personal_data()) leave_out_personal(found.fields);
  return view_answer(here.request, found.position, to_json(found))
      .with("Docket-Version", std::to_string(value(found.after.version)));
}

// `from` and `to` are versions; without `to` it is now.
asked_of_view difference(shop_context& with, visit& here, parameters& query) {
  constexpr std::uint64_t last = std::numeric_limits<std::uint32_t>::max();
  const auto from = query.number("from", 1, last);
  const auto to = query.number("to", 1, last);
  const auto at_least = query.at_least();
  if (!from) query.refuse("from", "says from which version on, and is needed");
  const auto id = order_id::parse(here.path.front());
  if (!id) return unexpected{no_such_order(here.path.front())};
  details_query before{*id, {}, version{static_cast<std::uint32_t>(from.value_or(1))}};
  details_query after{*id, {}, {}};
  if (to) after.version = version{static_cast<std::uint32_t>(*to)};
  return question_to(
      details_view, with, here, at_least,
      [before, after](view_reader& view, log_reader& log) {
        return query_difference(view, log, before, after);
      },
      tell_difference);
}

} // namespace

routes order_read_routes(shop_context& with) {
  const auto kept = std::make_shared<kept_orders>();
  const auto get = http_method::get;
  return {
      {get, "/orders/{order}", "getOrder", role::read, one_order(with, kept)},
      {get, "/orders/{order}/history", "getOrderHistory", role::read, of_the_log(with, order_history)},
      {get, "/orders/{order}/events", "getOrderEvents", role::read, of_the_log(with, order_events)},
      {get, "/orders/{order}/fulfilment", "getOrderFulfilment", role::read,
       of_the_log(with, order_fulfilment)},
      {get, "/orders/{order}/details", "getOrderDetails", role::read, of_a_view(with, details)},
      {get, "/orders/{order}/difference", "getOrderDifference", role::read, of_a_view(with, difference)},
  };
}

} // namespace docket::service
