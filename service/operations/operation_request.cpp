#include "docket/service/operations/operation_request.hpp"

#include "docket/persistence/codec/json_fields.hpp"
#include "docket/service/answers/problem.hpp"
#include "docket/service/commands/command_headers.hpp"

namespace docket::service {

std::optional<http_response> refuse_operation(const visit& here) {
  if (is_cross_site(here.request))
    return problem(403, "cross_site", "Operations are not taken from pages of other sites.");
  return here.query.refusal();
}

expected<std::vector<std::string>, http_response>
texts_of_body(const http_request& request, std::initializer_list<std::string_view> fields) {
  if (request.body.empty()) return std::vector<std::string>(fields.size());
  auto document = json_document::parse(request.body);
  if (!document) return unexpected{problem(400, document.error().rule, document.error().message)};
  json_reading reading{*document, {}};
  json_fields body{reading};
  std::vector<std::string> texts;
  for (const auto field : fields)
    texts.emplace_back(body.string_or_empty(field));
  body.finish();
  if (reading.problem) return unexpected{problem(400, reading.problem->rule, reading.problem->message)};
  return texts;
}

} // namespace docket::service
