#include "docket/service/tracing/otlp_json.hpp"

#include "docket/version.hpp"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

namespace docket::service {
namespace {

using nlohmann::ordered_json;

// Of the specification's enumerations.
constexpr int internal_kind = 1;
constexpr int status_error = 2;

std::string hex(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  for (const auto byte : bytes) {
    result += digits[byte >> 4];
    result += digits[byte & 15];
  }
  return result;
}

ordered_json attribute(std::string_view key, ordered_json value) {
  return {{"key", key}, {"value", std::move(value)}};
}

ordered_json value_of(const std::variant<std::string, std::int64_t>& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return {{"stringValue", *text}};
  return {{"intValue", std::to_string(std::get<std::int64_t>(value))}};
}

ordered_json span_json(const finished_span& span) {
  ordered_json result{{"traceId", hex(span.trace)}, {"spanId", hex(span.id)}};
  if (span.parent != span_id{}) result["parentSpanId"] = hex(span.parent);
  result["name"] = span.name;
  result["kind"] = internal_kind;
  result["startTimeUnixNano"] = std::to_string(span.began_ns);
  result["endTimeUnixNano"] = std::to_string(span.ended_ns);
  auto& attributes = result["attributes"] = ordered_json::array();
  for (const auto& [name, value] : span.attributes)
    attributes.push_back(attribute(name, value_of(value)));
  if (!span.problem.empty()) result["status"] = {{"code", status_error}, {"message", span.problem}};
  return result;
}

} // namespace

std::string otlp_json(std::span<const finished_span> spans, std::string_view service_name) {
  auto written = ordered_json::array();
  for (const auto& span : spans)
    written.push_back(span_json(span));
  ordered_json resource{
      {"attributes", ordered_json::array({
                         attribute("service.name", {{"stringValue", service_name}}),
                         attribute("service.version", {{"stringValue", docket::release_version}}),
                     })}};
  ordered_json scope{{"scope", {{"name", "docket"}, {"version", docket::release_version}}},
                     {"spans", std::move(written)}};
  ordered_json whole{{"resourceSpans", ordered_json::array({ordered_json{
                                           {"resource", std::move(resource)},
                                           {"scopeSpans", ordered_json::array({std::move(scope)})},
                                       }})}};
  // A message of the operating system's may hold any bytes.
  return whole.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

} // namespace docket::service
