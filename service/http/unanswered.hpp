#pragma once

#include <httplib.h>

#include <string>

namespace docket::service {

// Why a call to another service has no answer, for people, after its address: "it cannot be connected to".
[[nodiscard]] std::string why_unanswered(httplib::Error error);

} // namespace docket::service
