#include "docket/persistence/codec/command_line.hpp"

#include "docket/domain/quoted.hpp"
#include "docket/domain/stated.hpp"
#include "docket/persistence/codec/command_readers.hpp"
#include "docket/persistence/codec/json_fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace docket {

namespace {

// The domain holds the command's own texts to the same length.
text read_metadata(json_fields& from, std::string_view name) {
  const auto stated = from.string_or_empty(name);
  if (stated.size() > text_bytes_max) from.refuse(name, refuse::text_too_long(name, stated.size()));
  return stated;
}

command_options read_options(json_fields& from) {
  return {.id = from.id_or_empty<command_id>("commandId"),
          .occurred_at = from.optional_time("occurredAt"),
          .user = read_metadata(from, "userId"),
          .correlation = read_metadata(from, "correlationId"),
          .causation = read_metadata(from, "causationId"),
          .traceparent = read_metadata(from, "traceparent")};
}

unexpected<malformed_line> malformed(std::string_view rule, std::string message) {
  return unexpected{malformed_line{std::string{rule}, std::move(message)}};
}

unexpected<malformed_line> unknown_command(std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& reader : command_readers())
    names.push_back(reader.name);
  return malformed("unknown_command", fmt::format("The command {} is unknown; there are {}.", quoted(name),
                                                  fmt::join(names, ", ")));
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == line.npos; }

} // namespace

expected<command_line, malformed_line> parse_command_line(std::string_view json) {
  if (json.size() > command_line_bytes_max) {
    return malformed("line_too_long", fmt::format("The line has {} bytes, and at most {} are read.",
                                                  json.size(), command_line_bytes_max));
  }
  if (is_blank(json)) return malformed("empty_line", "The line is empty.");
  auto document = json_document::parse(json);
  if (!document) return malformed(document.error().rule, std::move(document.error().message));
  return parse_command(*document);
}

expected<command_line, malformed_line> parse_command(json_document& document) {
  json_reading reading{document, std::nullopt};
  json_fields fields{reading};
  const auto name = fields.string("command");
  if (reading.problem) return malformed(reading.problem->rule, std::move(reading.problem->message));
  const auto readers = command_readers();
  const auto reader = std::ranges::find(readers, name, &command_reader::name);
  if (reader == readers.end()) return unknown_command(name);

  command_line result{reader->read(fields), read_options(fields)};
  fields.finish();
  if (reading.problem) return malformed(reading.problem->rule, std::move(reading.problem->message));
  return result;
}

} // namespace docket
