#include "docket/service/openapi/openapi_routes.hpp"

#include "docket/persistence/codec/siphash.hpp"
#include "docket/service/reads/read_answer.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace docket::service {
namespace {

// "no-cache": kept, and asked about each time, so that a new program is not called by an old description.
http_response document_for(const http_request& request) {
  static const auto tag = fmt::format("\"{:016x}\"", siphash_2_4(openapi_document()));
  http_response response{200, {{"ETag", tag}, {"Cache-Control", "no-cache"}}, {}};
  const auto known = request.header("If-None-Match");
  if (known && names_tag(*known, tag)) {
    response.status = 304;
    return response;
  }
  response.with("Content-Type", "application/json");
  response.body = openapi_document();
  return response;
}

} // namespace

routes openapi_routes() {
  return {{http_method::get, "/openapi.json", "getOpenapi", std::nullopt, [](visit&& here, answer&& to) {
             if (auto refused = here.query.refusal()) return to.send(std::move(*refused));
             to.send(document_for(here.request));
           }}};
}

} // namespace docket::service
