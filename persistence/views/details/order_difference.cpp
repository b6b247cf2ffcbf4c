#include "docket/persistence/views/details/order_details.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <utility>

// Two states of an order differ where their JSON does; so nothing that people can see is forgotten here.
namespace docket {

namespace {

using json = nlohmann::ordered_json;

// Where the state stands, not what it is.
bool names_the_state(std::string_view field) { return field == "version" || field == "position"; }

// The elements of a list are told apart by their ids: the place in a list says nothing.
std::string name_of(const json& element, std::size_t place) {
  for (const auto* id : {"productId", "paymentId", "refundId"})
    if (element.is_object() && element.contains(id)) return element.at(id).get<std::string>();
  return std::to_string(place);
}

using fields = std::vector<std::pair<std::string, std::string>>;

void flatten(const json& from, const std::string& path, fields& to) {
  const auto inside = [&](const std::string& name) { return path.empty() ? name : path + "." + name; };
  if (from.is_object()) {
    for (const auto& [name, value] : from.items())
      if (!path.empty() || !names_the_state(name)) flatten(value, inside(name), to);
  } else if (from.is_array()) {
    for (std::size_t i = 0; i < from.size(); ++i)
      flatten(from[i], inside(name_of(from[i], i)), to);
  } else {
    to.emplace_back(path, from.is_string() ? from.get<std::string>() : from.dump());
  }
}

fields fields_of(const order_view& order) {
  fields result;
  flatten(json::parse(to_json(order)), "", result);
  return result;
}

std::vector<field_difference> differences(const fields& before, const fields& after) {
  std::map<std::string_view, std::string_view> was{before.begin(), before.end()};
  std::vector<field_difference> found;
  for (const auto& [field, is] : after) {
    const auto old = was.find(field);
    if (old == was.end()) {
      found.push_back({field, std::nullopt, is});
    } else {
      if (old->second != is) found.push_back({field, std::string{old->second}, is});
      was.erase(old);
    }
  }
  for (const auto& [field, old] : before)
    if (was.contains(field)) found.push_back({field, old, std::nullopt});
  return found;
}

} // namespace

expected<order_difference, query_refusal> query_difference(view_reader& view, log_reader& log,
                                                           const details_query& before,
                                                           const details_query& after) {
  const view_snapshot snapshot{view};
  auto first = query_details(view, log, before);
  if (!first) return unexpected{first.error()};
  auto second = query_details(view, log, {before.order, after.asked, after.version});
  if (!second) return unexpected{second.error()};
  auto found = differences(fields_of(first->order), fields_of(second->order));
  return order_difference{std::move(first->order), std::move(second->order), std::move(found),
                          second->position};
}

} // namespace docket
