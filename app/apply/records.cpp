#include "docket/app/apply/records.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace docket::app {
namespace {

using nlohmann::ordered_json;

std::string record(std::uint64_t line, std::string_view text, std::string_view rule, std::string_view message,
                   ordered_json facts) {
  ordered_json object{{"line", line}, {"rule", rule}, {"message", message}, {"facts", std::move(facts)}};
  object["original"] = text.empty() ? ordered_json{} : ordered_json(text);
  // The line may be malformed because it is not UTF-8; JSON must be.
  return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

} // namespace

std::string receipt_record(std::uint64_t line, std::string_view command_id, const receipt& answer) {
  // Ids have no character that JSON escapes.
  const auto id = command_id.empty() ? std::string{"null"} : fmt::format("\"{}\"", command_id);
  return fmt::format(R"({{"line":{},"commandId":{},"version":{},"position":{},"repeated":{}}})", line, id,
                     value(answer.version), value(answer.last), answer.repeated);
}

std::string reject_record(std::uint64_t line, std::string_view text, const rejection& why) {
  auto facts = ordered_json::object();
  for (const auto& [name, fact] : why.facts)
    facts[std::string{name}] = fact;
  return record(line, text, why.rule, why.message, std::move(facts));
}

std::string reject_record(std::uint64_t line, std::string_view text, const malformed_line& why) {
  return record(line, text, why.rule, why.message, ordered_json::object());
}

} // namespace docket::app
