#include "docket/domain/stated.hpp"

#include "docket/domain/utf8.hpp"

#include <fmt/format.h>

#include <string>

namespace docket {

refusal check_text(std::string_view field, const text& value) {
  if (value.size() > text_bytes_max) return refuse::text_too_long(field, value.size());
  if (!is_valid_utf8(value.view())) return refuse::invalid_text(field);
  return {};
}

refusal check_required_text(std::string_view field, const text& value) {
  if (value.empty()) return refuse::text_empty(field);
  return check_text(field, value);
}

} // namespace docket

namespace docket::refuse {

rejection text_empty(std::string_view field) {
  return {"text_empty", fmt::format("{} must not be empty.", field), {{"field", std::string{field}}}};
}

rejection text_too_long(std::string_view field, std::size_t bytes) {
  return {"text_too_long",
          fmt::format("{} has {} bytes; the limit is {}.", field, bytes, text_bytes_max),
          {{"field", std::string{field}},
           {"bytes", std::to_string(bytes)},
           {"limit", std::to_string(text_bytes_max)}}};
}

rejection invalid_text(std::string_view field) {
  return {"invalid_text",
          fmt::format("{} is not valid UTF-8, or has a U+0000 in it.", field),
          {{"field", std::string{field}}}};
}

} // namespace docket::refuse
