#pragma once

#include "docket/actors/tracing/span.hpp"

#include <span>
#include <string>
#include <string_view>

namespace docket::service {

// One request of OTLP over HTTP, an ExportTraceServiceRequest in the JSON form of Protocol Buffers: ids in
// lower-case hexadecimal digits, 64-bit numbers as texts. See opentelemetry.io/docs/specs/otlp.
[[nodiscard]] std::string otlp_json(std::span<const finished_span> spans, std::string_view service_name);

} // namespace docket::service
