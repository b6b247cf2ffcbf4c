#pragma once

#include "docket/domain/command_options.hpp"
#include "docket/domain/expected.hpp"
#include "docket/service/http/message.hpp"

namespace docket::service {

// Completes the options of a command by the request's headers:
//   Idempotency-Key  the command's id, as it is or in quotes. Refused with 400 where the body has another
//   one. If-Match         "3": the version that the command is meant for. Only one, and no weak one.
//   traceparent      unless the body has one
// Answers the refusal, or nothing.
[[nodiscard]] std::optional<http_response> read_headers(const http_request& request, command_options& into);

// Whether the caller would rather not wait: Prefer: respond-async (RFC 7240).
[[nodiscard]] bool prefers_to_ask_later(const http_request& request);

// Whether a browser sent this for a page of somebody else's (Fetch Metadata): such a request changes nothing.
[[nodiscard]] bool is_cross_site(const http_request& request);

} // namespace docket::service
