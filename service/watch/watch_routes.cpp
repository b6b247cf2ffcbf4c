#include "docket/service/watch/watch_routes.hpp"

#include "docket/persistence/store/store_error.hpp"
#include "docket/service/answers/fresh_json.hpp"
#include "docket/service/answers/problem.hpp"
#include "docket/service/watch/exposition.hpp"
#include "docket/service/watch/metrics_page.hpp"

namespace docket::service {
namespace {

http_response plain(std::string body, std::string_view type) {
  return {200, {{"Content-Type", std::string{type}}, {"Cache-Control", "no-store"}}, std::move(body)};
}

http_response readiness_answer(const watched& what) {
  std::vector<unready> reasons;
  try {
    reasons = what.reasons_against();
  } catch (const store_error&) {
    reasons.push_back({"store_unavailable", "the log or a view cannot be read"});
  }
  auto response = fresh_json_of(
      [&](json_writer& to) {
        to.begin_object();
        to.raw("ready", reasons.empty() ? "true" : "false");
        if (!reasons.empty())
          to.objects("reasons", reasons, [&](const unready& one) {
            to.string("reason", one.reason);
            to.string("detail", one.detail);
          });
        to.end_object();
      },
      reasons.empty() ? 200 : 503);
  if (!reasons.empty()) response.with("Retry-After", std::to_string(retry_after_s));
  return response;
}

} // namespace

routes watch_routes(watched& what) {
  return {
      {http_method::get, "/healthz", "health", std::nullopt,
       [](visit&&, answer&& to) { to.send(plain("ok\n", "text/plain; charset=utf-8")); }},
      {http_method::get, "/readyz", "readiness", std::nullopt,
       [&what](visit&&, answer&& to) {
         what.reader().answer_with(std::move(to), [&what](log_reader&) { return readiness_answer(what); });
       }},
      {http_method::get, "/metrics", "metrics", role::read,
       [&what](visit&&, answer&& to) {
         what.reader().answer_with(std::move(to), [&what](log_reader& log) {
           return plain(metrics_page(what, log), exposition::content_type);
         });
       }},
  };
}

} // namespace docket::service
