#include "docket/actors/projections/traced_projection.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace docket {

traced_projection::traced_projection(std::unique_ptr<projection> kept, const tracer& spans)
    : kept_(std::move(kept)),
      spans_(spans) {}

void traced_projection::begin_batch(position told_after) {
  applied_.clear();
  telling_ = true;
  told_after_ = told_after;
  began_ = std::chrono::steady_clock::now();
}

void traced_projection::apply(const event_view& event, view_tables& tables) {
  kept_->apply(event, tables);
  if (telling_ && event.position > told_after_ && !event.traceparent.empty()) note(event);
}

// A batch that failed is applied again from its beginning, so what was noted from here on is void.
void traced_projection::note(const event_view& event) {
  while (!applied_.empty() && applied_.back().first >= event.position)
    applied_.pop_back();
  const auto below = spans_.traced(origin_of(event));
  if (!below) return;
  if (applied_.empty() || !(applied_.back().below == *below))
    applied_.push_back({*below, event.position, event.position, 0});
  applied_.back().last = event.position;
  ++applied_.back().events;
}

void traced_projection::tell_of(position reached) {
  telling_ = false;
  std::erase_if(applied_, [&](const applied& one) { return one.last > reached; });
  if (applied_.empty()) return;
  const auto ended_ns = spans_.now_ns();
  const auto took = std::chrono::steady_clock::now() - began_;
  const auto began_ns = ended_ns - std::chrono::duration_cast<std::chrono::nanoseconds>(took).count();
  const auto name = "projection " + std::string{kept_->name()};
  std::vector<finished_span> spans;
  for (const auto& one : applied_) {
    auto& span = spans.emplace_back();
    span.trace = one.below.trace;
    span.parent = one.below.parent;
    span.id = span_below(span.trace, span.parent, name, value(one.last));
    span.kind = span_kind::projection;
    span.name = name;
    span.began_ns = began_ns;
    span.ended_ns = ended_ns;
    span.attributes = {{"docket.projection", std::string{kept_->name()}},
                       {"docket.events", one.events},
                       {"docket.position", static_cast<std::int64_t>(value(one.last))}};
  }
  applied_.clear();
  spans_.tell(std::move(spans));
}

projection_factory traced_projections(projection_factory make, const tracer& spans) {
  return [make = std::move(make), &spans] { return std::make_unique<traced_projection>(make(), spans); };
}

} // namespace docket
