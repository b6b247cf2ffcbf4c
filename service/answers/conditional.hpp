#pragma once

#include "docket/service/http/message.hpp"

#include <string_view>

namespace docket::service {

// Whether If-None-Match names the tag: "*" does, and a list that has it, weak or not (RFC 9110, 13.1.2).
[[nodiscard]] bool names_tag(std::string_view if_none_match, std::string_view tag) noexcept;

// The answer, or 304 where the question names its ETag as what it has already. The body stays: a 304 tells
// its length, and the server does not send it.
[[nodiscard]] http_response unless_known(const http_request& question, http_response whole);

} // namespace docket::service
