#pragma once

#include "docket/domain/expected.hpp"
#include "docket/persistence/codec/command_line.hpp"
#include "docket/service/http/message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace docket::service {

// A field that the route states: {"orderId", "order-001"}. The name is static storage.
struct stated_field {
  std::string_view name;
  std::string value;
};

// Which command a request is, and what of it does not stand in the body.
struct command_form {
  std::string_view name;                 // As in docs/commands.md.
  std::vector<stated_field> stated{};    // By the route; may stand in the body with the same value.
  std::vector<stated_field> otherwise{}; // Taken where the body does not have them.
};

// The command of this form with the body's fields. An empty body is an object without fields. Beside `items`,
// `name` and `unitPrice` their other names `lines`, `productName` and `price` are taken.
//
// Refuses with 400 what is malformed, with 415 a body that does not say that it is JSON.
[[nodiscard]] expected<command_line, http_response> command_from(const http_request& request,
                                                                 const command_form& form);

} // namespace docket::service
