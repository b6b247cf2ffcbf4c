#include "docket/service/commands/command_body.hpp"

#include "docket/service/answers/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

namespace docket::service {
namespace {

using index = json_document::index;

struct other_name {
  std::string_view field, known_as;
};
constexpr other_name names_of_orders[] = {{"items", "lines"}};
constexpr other_name names_of_items[] = {{"name", "productName"}, {"unitPrice", "price"}};

// What both names stand in is left as it is, and refused as an unknown field.
void rename(json_document& body, index object, std::span<const other_name> names) {
  for (const auto& [field, known_as] : names) {
    const auto found = body.find(object, known_as);
    if (found != json_document::none && body.find(object, field) == json_document::none)
      body.at(found).name = field;
  }
}

void rename_all(json_document& body) {
  rename(body, json_document::root, names_of_orders);
  rename(body, json_document::root, names_of_items);
  const auto items = body.find(json_document::root, "items");
  if (items == json_document::none || body.at(items).what != json_document::kind::array) return;
  for (auto i = body.at(items).first; i != json_document::none; i = body.at(i).next)
    if (body.at(i).what == json_document::kind::object) rename(body, i, names_of_items);
}

bool says_json(const http_request& request) {
  const auto type = request.header("Content-Type");
  if (!type) return false;
  const auto media = type->substr(0, type->find(';'));
  return same_name(media.substr(0, media.find_last_not_of(" \t") + 1), "application/json");
}

// Whether the route's field could be put into the body: it is not there, or with the same value.
bool state(json_document& body, const stated_field& one) {
  const auto there = body.find(json_document::root, one.name);
  if (there == json_document::none) return body.add_string(json_document::root, one.name, one.value);
  return body.at(there).what == json_document::kind::string && body.at(there).text == one.value;
}

http_response malformed(std::string_view rule, std::string_view message) {
  return problem(400, rule, message);
}

} // namespace

expected<command_line, http_response> command_from(const http_request& request, const command_form& form) {
  if (!request.body.empty() && !says_json(request))
    return unexpected{
        problem(415, "not_json", "A body is JSON, and says so: Content-Type: application/json.")};
  auto body = json_document::parse(request.body.empty() ? std::string_view{"{}"} : request.body);
  if (!body) return unexpected{malformed(body.error().rule, body.error().message)};
  if (body->at(json_document::root).what != json_document::kind::object)
    return unexpected{malformed("wrong_type", "The body is an object: {…}.")};
  rename_all(*body);
  for (const auto& one : form.stated)
    if (!state(*body, one))
      return unexpected{
          malformed("body_and_path_differ",
                    fmt::format("The field {} is stated by the path; leave it out.", one.name))};
  if (!body->add_string(json_document::root, "command", std::string{form.name}))
    return unexpected{malformed("unknown_field", "The field command has no place here: the path says it.")};
  for (const auto& one : form.otherwise)
    static_cast<void>(body->add_string(json_document::root, one.name, one.value));
  auto parsed = parse_command(*body);
  if (!parsed) return unexpected{malformed(parsed.error().rule, parsed.error().message)};
  return std::move(*parsed);
}

} // namespace docket::service
