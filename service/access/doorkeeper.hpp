#pragma once

#include "docket/service/access/token_book.hpp"
#include "docket/service/routing/router.hpp"

namespace docket::service {

// Who may come in while there are no tokens.
enum class without_tokens {
  everybody, // With all roles: for a service that only this machine can reach, or that was told to.
  nobody,    // The last token was revoked; the service can be reached from elsewhere.
};

// Knows callers by `Authorization: Bearer TOKEN` (RFC 6750). Refusals, with WWW-Authenticate: token_missing,
// token_unknown, token_expired; 503 tokens_unreadable while the file is damaged. The book must outlive it.
[[nodiscard]] doorkeeper door_with_tokens(token_book& book, without_tokens open_to);

// GET /me: {"name","roles":[…]}, for any caller that the doorkeeper knows.
[[nodiscard]] route me_route(doorkeeper door);

} // namespace docket::service
