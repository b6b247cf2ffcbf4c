#pragma once

#include "docket/app/demo/books.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace docket::app {

// For people: what became of the orders, and the books with their sums.
[[nodiscard]] std::string ends_text(const books& of);
[[nodiscard]] std::string books_text(const books& of);

[[nodiscard]] nlohmann::ordered_json books_json(const books& of);

} // namespace docket::app
