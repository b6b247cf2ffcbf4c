#pragma once

#include "docket/service/routing/route.hpp"

#include <string_view>

namespace docket::service {

// openapi.json of this folder, byte for byte, as the program carries it within itself.
[[nodiscard]] std::string_view openapi_document() noexcept;

// GET /openapi.json, open to all.
[[nodiscard]] routes openapi_routes();

} // namespace docket::service
