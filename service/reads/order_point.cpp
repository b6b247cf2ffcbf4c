#include "docket/service/reads/order_point.hpp"

#include "docket/service/answers/problem.hpp"

#include <fmt/format.h>

#include <limits>
#include <string>
#include <utility>

namespace docket::service {
namespace {

// What both bounds of a moment leave is the shorter of two beginnings of the order's events.
std::optional<order_view> read_at_moment(log_reader& log, const order_id& id, const moment& asked) {
  if (!asked.as_of) return read_order(log, id, *asked.at);
  auto by_time = read_order(log, id, *asked.as_of);
  if (!asked.at || !by_time) return by_time;
  auto by_position = read_order(log, id, *asked.at);
  return by_position && by_time->version < by_position->version ? std::move(by_time) : std::move(by_position);
}

http_response no_such_version(const order_id& id, version wanted) {
  return problem(404, "version_unknown",
                 fmt::format("Order {} has no version {} yet.", id.view(), value(wanted)));
}

} // namespace

order_point order_point_in(parameters& query) {
  order_point point;
  if (const auto n = query.number("version", 1, std::numeric_limits<std::uint32_t>::max()))
    point.version = version{static_cast<std::uint32_t>(*n)};
  point.moment = query.moment();
  point.at_least = query.at_least();
  if (point.version && point.moment != docket::moment{})
    query.refuse("version", "stands without asOf and atPosition");
  return point;
}

std::optional<http_response> out_of_reach(const order_point& point, position head) {
  const auto past = fmt::format("The log ends at position {}.", value(head));
  if (point.at_least > head)
    return problem(503, "view_behind", past).with("Retry-After", std::to_string(retry_after_s));
  if (point.moment.at && *point.moment.at > head) return problem(400, "at_position_past_the_end", past);
  return std::nullopt;
}

expected<order_view, http_response> read_at(log_reader& log, const order_id& id, const order_point& point) {
  auto found = point.version ? read_order(log, id, *point.version) : read_at_moment(log, id, point.moment);
  if (!found) return unexpected{no_such_order(id.view())};
  if (point.version && found->version != *point.version)
    return unexpected{no_such_version(id, *point.version)};
  return *std::move(found);
}

http_response no_such_order(std::string_view id) {
  const std::string order{id};
  return problem(404, "order_not_found",
                 fmt::format("There is no order \"{}\", or was none at that moment.", order),
                 {.facts = {{"order", order}}});
}

} // namespace docket::service
