#include "docket/service/answers/conditional.hpp"

#include <algorithm>
#include <utility>

namespace docket::service {
namespace {

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

std::string_view without_weakness(std::string_view tag) noexcept {
  return tag.starts_with("W/") ? tag.substr(2) : tag;
}

} // namespace

bool names_tag(std::string_view if_none_match, std::string_view tag) noexcept {
  while (!if_none_match.empty()) {
    const auto comma = if_none_match.find(',');
    const auto one = trimmed(if_none_match.substr(0, comma));
    if (one == "*" || (!one.empty() && without_weakness(one) == without_weakness(tag))) return true;
    if (comma == if_none_match.npos) return false;
    if_none_match.remove_prefix(comma + 1);
  }
  return false;
}

http_response unless_known(const http_request& question, http_response whole) {
  const auto known = question.header("If-None-Match");
  if (!known || !names_tag(*known, whole.header("ETag").value_or(""))) return whole;
  whole.status = 304;
  std::erase_if(whole.headers, [](const auto& header) { return header.name == "Content-Type"; });
  return whole;
}

} // namespace docket::service
