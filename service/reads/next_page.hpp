#pragma once

#include "docket/service/http/message.hpp"

#include <string>
#include <string_view>

namespace docket::service {

// The value of `Link` (RFC 8288) that leads on: the same question with `name` as this value.
[[nodiscard]] std::string next_link(const http_request& question, std::string_view name,
                                    std::string_view value);

// Adds it, unless there is nothing to go on from.
[[nodiscard]] http_response with_next(http_response page, const http_request& question, std::string_view name,
                                      std::string_view value);

} // namespace docket::service
