#include "docket/domain/utf8.hpp"
#include "docket/service/commands/command_body.hpp"
#include "docket/service/http/request_reader.hpp"
#include "docket/service/routing/parameters.hpp"

#include "require.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace docket::service;

namespace {

constexpr request_limits limits{
    .uri_bytes_max = 256, .header_bytes_max = 1'024, .fields_max = 20, .body_bytes_max = 1'024};

struct seen {
  std::vector<std::string> requests;
  std::string_view refusal;

  friend bool operator==(const seen&, const seen&) = default;
};

seen read(std::string_view bytes, std::size_t piece) {
  request_reader reader{limits};
  seen result;
  for (std::size_t at = 0; at < bytes.size() && result.refusal.empty(); at += piece) {
    reader.feed(bytes.substr(at, piece));
    for (auto state = reader.read(); state != request_reader::state::needs_more; state = reader.read()) {
      if (state == request_reader::state::complete) reader.take(result.requests.emplace_back());
      if (state != request_reader::state::refused) continue;
      result.refusal = reader.refusal().rule;
      require(reader.refusal().status >= 400 && reader.refusal().status < 500,
              "what is refused is the client's");
      break;
    }
  }
  return result;
}

void check_request(const std::string& request) {
  const auto again = read(request, request.size());
  require(again.requests.size() == 1 && again.requests.front() == request,
          "the plain form is read as itself");
  const auto end = request.find("\r\n\r\n");
  require(end != request.npos, "a request has a head");
  require(request.find('\0') > end, "a head has no NUL");
  const auto body = request.substr(end + 4);
  http_request asked{.headers = {{"Content-Type", "application/json"}}, .body = body};
  const auto command =
      command_from(asked, {.name = "createOrder", .stated = {}, .otherwise = {{"orderId", "o"}}});
  require(command.has_value() || command.error().status / 100 == 4,
          "a body is a command or the client's mistake");
}

void check_text(std::string_view text) {
  if (const auto decoded = percent_decoded(text)) {
    require(docket::is_valid_utf8(*decoded), "what is decoded is text");
    require(percent_decoded(percent_encoded(*decoded)) == *decoded, "what is encoded is decoded to itself");
  }
  parameters asked{text};
  static_cast<void>(asked.moment());
  static_cast<void>(asked.refusal());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto whole = read(bytes, size == 0 ? 1 : size);
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}})
    require(read(bytes, piece) == whole, "however bytes come, they are the same requests");
  for (const auto& request : whole.requests)
    check_request(request);
  check_text(bytes);
  return 0;
}
