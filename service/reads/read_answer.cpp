#include "docket/service/reads/read_answer.hpp"

#include "docket/persistence/codec/siphash.hpp"
#include "docket/service/answers/conditional.hpp"

#include <fmt/format.h>

#include <utility>

namespace docket::service {
namespace {

constexpr std::size_t headers_usual = 8;

// What a caller sees depends on its roles; nobody but itself may keep it, and asks before it is used again.
http_response tagged(const http_request& question, std::string tag, position at, std::string json) {
  http_response answer;
  answer.headers.reserve(headers_usual);
  answer.body = std::move(json);
  answer.headers.push_back({"Content-Type", "application/json; charset=utf-8"});
  answer.headers.push_back({"Cache-Control", "private, no-cache"});
  answer.headers.push_back({"Vary", "Authorization"});
  answer.headers.push_back({"Docket-Position", std::to_string(value(at))});
  answer.headers.push_back({"ETag", std::move(tag)});
  return unless_known(question, std::move(answer));
}

} // namespace

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
