#include "docket/service/reads/order_event_questions.hpp"

#include "docket/domain/order/order.hpp"
#include "docket/persistence/codec/json_writer.hpp"
#include "docket/persistence/read/fulfilment_history.hpp"
#include "docket/persistence/read/order_history.hpp"
#include "docket/service/reads/event_object.hpp"
#include "docket/service/reads/next_page.hpp"
#include "docket/service/reads/order_point.hpp"
#include "docket/service/reads/read_answer.hpp"

#include <fmt/format.h>

#include <limits>

namespace docket::service {
namespace {

template <class Entry>
void write_described(json_writer& to, std::vector<Entry>&& entries, bool shows_personal) {
  to.key("events");
  to.begin_array();
  for (auto& entry : entries)
    to.raw(event_object(std::move(entry.recorded), shows_personal, describe(entry.event)));
  to.end_array();
}

http_response tell(const visit& here, const order_id& id, std::vector<history_entry>&& history) {
  if (history.empty()) return no_such_order(id.view());
  const auto last = history.back().recorded.version;
  const auto at = history.back().recorded.position;
  auto json = json_text([&](json_writer& to) {
    to.begin_object();
    to.string("orderId", id.view());
    to.integer("version", std::uint64_t{value(last)});
    to.integer("position", value(at));
    write_described(to, std::move(history), here.who.sees_personal_data());
    to.end_object();
  });
  return order_answer(here.request, last, at, std::move(json));
}

struct event_page {
  std::vector<recorded_event> events;
  version current{};
  position at{};  // Of the order's last event.
  version next{}; // 0: these were the last.
};

event_page read_events(log_reader& log, stream_key stream, version from, std::size_t limit) {
  event_page page;
  log.read_stream(stream, version{std::numeric_limits<std::uint32_t>::max()}, direction::backward, 1,
                  [&](const event_view& last) {
                    page.current = last.version;
                    page.at = last.position;
                    return false;
                  });
  log.read_stream(stream, from, direction::forward, limit, [&](const event_view& event) {
    if (event.version > page.current) return false; // Written since.
    page.events.emplace_back(event);
    return true;
  });
  if (!page.events.empty() && page.events.back().version < page.current)
    page.next = version{value(page.events.back().version) + 1};
  return page;
}

http_response tell(const visit& here, event_page&& page) {
  const auto next = page.next == version{} ? std::string{} : std::to_string(value(page.next));
  auto json = json_text([&](json_writer& to) {
    to.begin_object();
    to.key("events");
    to.begin_array();
    for (auto& event : page.events)
      to.raw(event_object(std::move(event), here.who.sees_personal_data()));
    to.end_array();
    to.raw("next", next.empty() ? "null" : next);
    to.end_object();
  });
  return with_next(order_answer(here.request, page.current, page.at, std::move(json)), here.request, "from",
                   next);
}

http_response tell(const visit& here, fulfilment_history&& history) {
  const auto at = history.now.position;
  auto json = json_text([&](json_writer& to) {
    to.begin_object();
    to.string("orderId", history.now.id.view());
    to.raw("fulfilment", to_json(history.now));
    to.key("steps");
    to.begin_array();
    for (const auto& step : history.steps)
      to.raw(to_json(step));
    to.end_array();
    write_described(to, std::move(history.events), here.who.sees_personal_data());
    to.end_object();
  });
  return view_answer(here.request, at, std::move(json));
}

http_response no_such_fulfilment(std::string_view order) {
  return problem(404, "fulfilment_not_found", fmt::format("No fulfilment was begun for order \"{}\".", order),
                 {.facts = {{"order", std::string{order}}}});
}

} // namespace

log_question order_history(visit& here, parameters&) {
  const auto id = order_id::parse(here.path.front());
  if (!id) return unexpected{no_such_order(here.path.front())};
  return [id = *id, here = std::move(here)](log_reader& log) {
    return tell(here, id, read_order_history(log, id));
  };
}

log_question order_events(visit& here, parameters& query) {
  constexpr std::uint64_t usual_limit = 100, limit_max = 1'000;
  const auto from = query.number("from", 1, std::numeric_limits<std::uint32_t>::max()).value_or(1);
  const auto limit = query.number("limit", 1, limit_max).value_or(usual_limit);
  return [=, here = std::move(here)](log_reader& log) {
    const auto stream = log.find_stream(order::stream_type, here.path.front());
    if (!stream) return no_such_order(here.path.front());
    return tell(here, read_events(log, *stream, version{static_cast<std::uint32_t>(from)}, limit));
  };
}

log_question order_fulfilment(visit& here, parameters&) {
  const auto id = order_id::parse(here.path.front());
  if (!id) return unexpected{no_such_fulfilment(here.path.front())};
  return [id = *id, here = std::move(here)](log_reader& log) {
    auto history = read_fulfilment_history(log, id);
    return history ? tell(here, std::move(*history)) : no_such_fulfilment(id.view());
  };
}

} // namespace docket::service
