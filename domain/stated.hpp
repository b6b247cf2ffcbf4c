#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/domain/text.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

// Rules about what a command states, whatever it is for. Fields are named as in command lines.
namespace docket {

// The rule that stands in the way, or nothing.
using refusal = std::optional<rejection>;

inline constexpr std::size_t text_bytes_max = 1'000;

// Rules "text_too_long", "invalid_text".
[[nodiscard]] refusal check_text(std::string_view field, const text& value);

// The same, and "text_empty".
[[nodiscard]] refusal check_required_text(std::string_view field, const text& value);

// Rule "invalid_id" for an empty id; another id was valid when it was made.
template <class Tag>
[[nodiscard]] refusal check_stated(const basic_id<Tag>& id) {
  if (id.empty()) return invalid_id(Tag::name, id.view());
  return {};
}

} // namespace docket

// One function for each rule, named as the rule is.
namespace docket::refuse {

[[nodiscard]] rejection text_empty(std::string_view field);
[[nodiscard]] rejection text_too_long(std::string_view field, std::size_t bytes);
[[nodiscard]] rejection invalid_text(std::string_view field);

} // namespace docket::refuse
