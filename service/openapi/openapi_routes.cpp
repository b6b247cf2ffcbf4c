#include "docket/service/openapi/openapi_routes.hpp"

#include "docket/persistence/codec/siphash.hpp"
#include "docket/service/answers/conditional.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace docket::service {
namespace {

// "no-cache": kept, and asked about each time, so that a new program is not called by an old description.
http_response document_for(const http_request& request) {
  static const auto tag = fmt::format("\"{:016x}\"", siphash_2_4(openapi_document()));
  return unless_known(request,
                      {200,
                       {{"ETag", tag}, {"Cache-Control", "no-cache"}, {"Content-Type", "application/json"}},
                       std::string{openapi_document()}});
}

} // namespace

routes openapi_routes() {
  return {{http_method::get, "/openapi.json", "getOpenapi", std::nullopt, [](visit&& here, answer&& to) {
             if (auto refused = here.query.refusal()) return to.send(std::move(*refused));
             to.send(document_for(here.request));
           }}};
}

} // namespace docket::service
