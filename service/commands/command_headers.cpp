#include "docket/service/commands/command_headers.hpp"

#include "docket/domain/stated.hpp"
#include "docket/service/answers/problem.hpp"

#include <charconv>

namespace docket::service {
namespace {

std::optional<std::string_view> unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  return text.substr(1, text.size() - 2);
}

std::optional<http_response> read_key(const http_request& request, command_options& into) {
  const auto stated = request.header("Idempotency-Key");
  if (!stated) return std::nullopt;
  auto id = command_id::parse(unquoted(*stated).value_or(*stated));
  if (!id)
    return problem(
        400, "invalid_id",
        "Idempotency-Key is 1 to 128 of the letters, the digits and . _ ~ : - (quotes may be around).");
  if (!into.id.empty() && into.id != *id)
    return problem(400, "two_command_ids", "Idempotency-Key and the body's commandId are not the same.");
  into.id = std::move(*id);
  return std::nullopt;
}

std::optional<http_response> read_match(const http_request& request, command_options& into) {
  const auto stated = request.header("If-Match");
  if (!stated || *stated == "*") return std::nullopt;
  const auto tag = unquoted(*stated);
  std::uint32_t version = 0;
  if (tag) {
    const auto* const end = tag->data() + tag->size();
    const auto [last, error] = std::from_chars(tag->data(), end, version);
    if (error == std::errc{} && last == end) {
      into.if_version = version;
      return std::nullopt;
    }
  }
  return problem(400, "bad_if_match", "If-Match is one version in quotes, as an ETag said it: \"3\".");
}

} // namespace

std::optional<http_response> read_headers(const http_request& request, command_options& into) {
  if (auto refused = read_key(request, into)) return refused;
  if (auto refused = read_match(request, into)) return refused;
  const auto trace = request.header("traceparent");
  if (trace && into.traceparent.view().empty() && trace->size() <= text_bytes_max) into.traceparent = *trace;
  return std::nullopt;
}

bool prefers_to_ask_later(const http_request& request) {
  const auto prefer = request.header("Prefer");
  return prefer && prefer->find("respond-async") != prefer->npos;
}

bool is_cross_site(const http_request& request) {
  const auto site = request.header("Sec-Fetch-Site");
  return site && *site != "same-origin" && *site != "none";
}

} // namespace docket::service
