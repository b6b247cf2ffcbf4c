#pragma once

#include "docket/actors/results.hpp"
#include "docket/service/http/message.hpp"

#include <string_view>

namespace docket::service {

// Whom a command was for: {"orderId", "order-001"}. The name is static storage.
struct subject {
  std::string_view field;
  std::string id;
};

// {"orderId","version","position","events","repeated"}, with ETag, Docket-Version and Docket-Position; or the
// problem. `well` is the status of a command that was accepted.
[[nodiscard]] http_response answer_to_command(const subject& of, const command_result& result, int well);

// What every answer about one stream says in its header.
void put_version(http_response& into, version of, position at);

} // namespace docket::service
