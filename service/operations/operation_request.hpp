#pragma once

#include "docket/domain/expected.hpp"
#include "docket/service/routing/route.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace docket::service {

// Why this cannot be asked, whatever it is for: a page of another site sent it, or it has parameters.
[[nodiscard]] std::optional<http_response> refuse_operation(const visit& here);

// The texts of a body that is one JSON object with these optional fields, in their order; empty ones for
// those that it has not, and for an empty body. Refusal: 400 with the rule of the reader of JSON.
[[nodiscard]] expected<std::vector<std::string>, http_response>
texts_of_body(const http_request& request, std::initializer_list<std::string_view> fields);

} // namespace docket::service
