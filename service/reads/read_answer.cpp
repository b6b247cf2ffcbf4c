#include "docket/service/reads/read_answer.hpp"

#include "docket/persistence/codec/siphash.hpp"

#include <fmt/format.h>

#include <utility>

namespace docket::service {
namespace {

constexpr std::size_t headers_usual = 8;

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

// What a caller sees depends on its roles; nobody but itself may keep it, and asks before it is used again.
http_response tagged(const http_request& question, std::string tag, position at, std::string json) {
  http_response answer;
  answer.headers.reserve(headers_usual);
  const auto known = question.header("If-None-Match");
  if (known && names_tag(*known, tag)) {
    answer.status = 304;
  } else {
    answer.headers.push_back({"Content-Type", "application/json; charset=utf-8"});
    answer.body = std::move(json);
  }
  answer.headers.push_back({"Cache-Control", "private, no-cache"});
  answer.headers.push_back({"Vary", "Authorization"});
  answer.headers.push_back({"Docket-Position", std::to_string(value(at))});
  answer.headers.push_back({"ETag", std::move(tag)});
  return answer;
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

std::string version_tag(version of) { return fmt::format("\"{}\"", value(of)); }

http_response order_answer(const http_request& question, version of, position at, std::string json) {
  return tagged(question, version_tag(of), at, std::move(json))
      .with("Docket-Version", std::to_string(value(of)));
}

http_response view_answer(const http_request& question, position at, std::string json) {
  auto tag = fmt::format("W/\"{}-{:016x}\"", value(at), siphash_2_4(json));
  return tagged(question, std::move(tag), at, std::move(json));
}

} // namespace docket::service
