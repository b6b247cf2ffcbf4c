#include "docket/service/page/page_routes.hpp"

#include "docket/service/answers/conditional.hpp"
#include "docket/service/answers/problem.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace docket::service {
namespace {

constexpr std::string_view page_file = "index.html";

// The page runs its own files and speaks with its own server, and nothing else: no inline script or style, no
// other host, no frame around it.
constexpr std::string_view content_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

void serve_file(std::string_view path, const visit& at, answer&& to) {
  if (const auto* file = find_asset(path)) return to.send(response_of(*file, at.request));
  to.send(problem(404, "no_such_path", fmt::format("There is nothing at {}.", at.request.path)));
}

void serve_part(visit&& at, answer&& to) {
  serve_file(fmt::format("{}", fmt::join(at.path, "/")), at, std::move(to));
}

} // namespace

http_response response_of(const asset& file, const http_request& request) {
  // "no-cache": kept, and asked about each time, so that a new program is never looked at with old files.
  http_response response{.status = 200,
                         .headers = {{"ETag", fmt::format("\"{}\"", file.sha256)},
                                     {"Content-Type", std::string{file.content_type}},
                                     {"Cache-Control", "no-cache"},
                                     {"Content-Security-Policy", std::string{content_policy}},
                                     {"Referrer-Policy", "no-referrer"},
                                     {"Cross-Origin-Opener-Policy", "same-origin"},
                                     {"Cross-Origin-Resource-Policy", "same-origin"}},
                         .body = std::string{file.bytes}};
  return unless_known(request, std::move(response));
}

routes page_routes() {
  return {
      {http_method::get,
       "/",
       "page",
       {},
       [](visit&& at, answer&& to) { serve_file(page_file, at, std::move(to)); }},
      {http_method::get, "/page/{file}", "pageFile", {}, serve_part},
      {http_method::get, "/page/{folder}/{file}", "pageFileInFolder", {}, serve_part},
      {http_method::get, "/page/{folder}/{part}/{file}", "pageFileInPart", {}, serve_part},
  };
}

} // namespace docket::service
