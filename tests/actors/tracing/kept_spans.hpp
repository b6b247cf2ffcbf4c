#pragma once

#include "../shop.hpp"
#include "docket/actors/tracing/trace_context.hpp"

#include <algorithm>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace docket::shop {

// A caller's span, as the standard's example has it.
inline constexpr std::string_view caller = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
inline constexpr std::string_view unsampled = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

inline trace_context context_of(std::string_view traceparent) {
  return parse_traceparent(traceparent).value();
}

inline command_options traced(std::string_view traceparent = caller, std::string_view id = "") {
  command_options options;
  options.traceparent = text{traceparent};
  if (!id.empty()) options.id = command_id{id};
  return options;
}

// Keeps all that it is told.
class kept_spans {
public:
  [[nodiscard]] span_sink sink() {
    return [this](std::vector<finished_span> told) {
      const std::scoped_lock hold{lock_};
      for (auto& span : told)
        spans_.push_back(std::move(span));
    };
  }

  [[nodiscard]] std::vector<finished_span> all() {
    const std::scoped_lock hold{lock_};
    return spans_;
  }
  [[nodiscard]] std::vector<finished_span> named(std::string_view name) {
    auto spans = all();
    std::erase_if(spans, [&](const finished_span& span) { return span.name != name; });
    return spans;
  }
  // The only one of this name.
  [[nodiscard]] finished_span one(std::string_view name) {
    const auto spans = named(name);
    if (spans.size() != 1)
      throw std::runtime_error{"there are " + std::to_string(spans.size()) + " spans " + std::string{name}};
    return spans.front();
  }

private:
  std::mutex lock_;
  std::vector<finished_span> spans_;
};

// What the span says under this name; "" when it says nothing.
inline std::string said(const finished_span& span, std::string_view name) {
  for (const auto& [key, value] : span.attributes) {
    if (key != name) continue;
    const auto* word = std::get_if<std::string>(&value);
    return word ? *word : std::to_string(std::get<std::int64_t>(value));
  }
  return "";
}

} // namespace docket::shop
