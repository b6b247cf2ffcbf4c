#include "docket/service/commands/command_answer.hpp"

#include "docket/persistence/codec/json_writer.hpp"
#include "docket/service/answers/problem.hpp"

#include <fmt/format.h>

namespace docket::service {

http_response answer_to_command(const subject& of, const command_result& result, int well) {
  if (!result) return problem_of(result.error());
  auto body = json_text([&](json_writer& to) {
    to.begin_object();
    to.string(of.field, of.id);
    to.integer("version", std::uint64_t{value(result->version)});
    to.integer("position", value(result->last));
    to.integer("events", std::uint64_t{result->events});
    to.raw("repeated", result->repeated ? "true" : "false");
    to.end_object();
  });
  http_response response{well, {{"Content-Type", "application/json"}}, std::move(body)};
  put_version(response, result->version, result->last);
  return response;
}

void put_version(http_response& into, version of, position at) {
  auto version = std::to_string(value(of));
  into.with("ETag", '"' + version + '"');
  into.with("Docket-Version", std::move(version));
  into.with("Docket-Position", std::to_string(value(at)));
}

} // namespace docket::service
