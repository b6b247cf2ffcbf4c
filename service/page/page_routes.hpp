#pragma once

#include "docket/service/http/message.hpp"
#include "docket/service/page/assets.hpp"
#include "docket/service/routing/route.hpp"

namespace docket::service {

// GET / is the page, GET /page/… what it is made of. Open to all: what it shows it asks for with the token of
// whoever looks at it.
[[nodiscard]] routes page_routes();

// The file, or 304 when the request names it as what it has already (If-None-Match).
[[nodiscard]] http_response response_of(const asset& file, const http_request& request);

} // namespace docket::service
