#pragma once

#include "docket/domain/order/state.hpp"
#include "docket/persistence/store/log_types.hpp"
#include "docket/service/http/message.hpp"

#include <string>

// JSON that was read, as an answer: with its entity tag, so that who has it already is answered 304, and
// where in the log it stands.
namespace docket::service {

// The tag of what follows from an order's version alone: "3", in quotes. If-Match takes it.
[[nodiscard]] std::string version_tag(version of);

// Of an order, which its version tells apart. The question is looked at for If-None-Match.
[[nodiscard]] http_response order_answer(const http_request& question, version of, position at,
                                         std::string json);

// Of a view or a part of the log: a weak tag from the position and a hash of the text, so that whatever shows
// in the answer changes it.
[[nodiscard]] http_response view_answer(const http_request& question, position at, std::string json);

} // namespace docket::service
