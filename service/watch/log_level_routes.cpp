#include "docket/service/watch/log_level_routes.hpp"

#include "docket/persistence/codec/json_document.hpp"
#include "docket/service/answers/fresh_json.hpp"
#include "docket/service/answers/problem.hpp"

#include <fmt/format.h>

namespace docket::service {
namespace {

http_response level_answer(const service_log& log) {
  return fresh_json_of([&](json_writer& to) {
    to.begin_object();
    to.string("level", name_of(log.level()));
    to.end_object();
  });
}

std::optional<log_level> level_in(std::string_view body) {
  auto json = json_document::parse(body);
  if (!json || json->at(json_document::root).what != json_document::kind::object) return std::nullopt;
  const auto field = json->find(json_document::root, "level");
  const auto& value = json->at(field);
  const bool is_alone = json->at(json_document::root).first == field && value.next == json_document::none;
  if (field == json_document::none || !is_alone || value.what != json_document::kind::string)
    return std::nullopt;
  return parse_log_level(value.text);
}

void put_level(service_log& log, const visit& here, answer&& to) {
  const auto level = level_in(here.request.body);
  if (!level)
    return to.send(problem(400, "bad_log_level",
                           R"(The body is to be {"level":"error"}, or "warn", "info" or "debug".)"));
  log.set_level(*level);
  log.write(*level, fmt::format("{} set the level of this log to {}", here.who.name, name_of(*level)));
  to.send(level_answer(log));
}

} // namespace

routes log_level_routes(service_log& log) {
  return {
      {http_method::get, "/log-level", "getLogLevel", role::operate,
       [&log](visit&&, answer&& to) { to.send(level_answer(log)); }},
      {http_method::put, "/log-level", "setLogLevel", role::operate,
       [&log](visit&& here, answer&& to) { put_level(log, here, std::move(to)); }},
  };
}

} // namespace docket::service
