#include "docket/actors/tracing/command_trace.hpp"

#include "docket/actors/tracing/tracer.hpp"

#include <utility>

namespace docket {
namespace {

std::int64_t ns_between(command_trace::time from, command_trace::time to) noexcept {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(to - from).count();
}

span_attribute number_of(std::string_view name, std::uint64_t number) {
  return {name, static_cast<std::int64_t>(number)};
}

span_attribute word_of(std::string_view name, std::string_view word) { return {name, std::string{word}}; }

} // namespace

command_trace::command_trace(const tracer& owner, const traced_command& command, const trace_context& from,
                             begun_by who, time arrived)
    : owner_(owner),
      name_(command.name),
      stream_type_(command.stream_type),
      stream_id_(command.stream_id),
      command_id_(command.command_id),
      from_(from),
      who_(who),
      arrived_(arrived),
      // Everything else is measured from its arrival: a clock that is put back tears no span apart.
      arrived_ns_(owner.now_ns() - ns_between(arrived, std::chrono::steady_clock::now())),
      number_(owner.next_number()) {}

std::int64_t command_trace::ns_of(time moment) const noexcept {
  return arrived_ns_ + ns_between(arrived_, moment);
}

finished_span& command_trace::add(span_kind kind, std::string name, time began, time ended) {
  auto& span = below_.emplace_back();
  span.trace = from_.trace;
  span.kind = kind;
  span.name = std::move(name);
  span.began_ns = ns_of(began);
  span.ended_ns = ns_of(ended);
  return span;
}

void command_trace::accepted(time began, timestamp occurred_at, std::size_t events) {
  effect_ = occurred_at;
  auto& span = add(span_kind::decide, "decide", began, std::chrono::steady_clock::now());
  span.attributes = {word_of("docket.outcome", "accepted"), number_of("docket.events", events)};
}

void command_trace::repeated(time began) {
  effect_.reset(); // The span of what it repeats is another.
  auto& span = add(span_kind::decide, "decide", began, std::chrono::steady_clock::now());
  span.attributes = {word_of("docket.outcome", "repeated")};
}

void command_trace::refused(time began, std::string_view rule) {
  effect_.reset();
  auto& span = add(span_kind::decide, "decide", began, std::chrono::steady_clock::now());
  span.attributes = {word_of("docket.outcome", "rejected"), word_of("docket.rule", rule)};
}

void command_trace::committed(const commit_seen& seen, std::string_view outcome) {
  auto& span = add(span_kind::commit, "commit", seen.began, seen.ended);
  span.attributes = {word_of("docket.outcome", outcome), number_of("docket.commit.appends", seen.appends),
                     number_of("docket.commit.events", seen.events)};
}

span_id command_trace::span() const {
  const auto origin =
      command_origin{{}, stream_type_, stream_id_, command_id_, effect_.value_or(timestamp{})};
  const auto took_effect = command_span(from_, origin);
  if (effect_) return took_effect;
  // One that left nothing in the log is told from all others by when it came.
  const auto moment =
      span_below(from_.trace, took_effect, "no effect", static_cast<std::uint64_t>(arrived_ns_));
  return span_below(from_.trace, moment, "no effect", number_);
}

finished_span command_trace::own(const command_result& result) const {
  finished_span span;
  span.trace = from_.trace;
  span.id = this->span();
  if (who_ != begun_by::engine) span.parent = from_.parent;
  span.kind = span_kind::command;
  span.name = name_;
  span.began_ns = arrived_ns_;
  span.ended_ns = ns_of(std::chrono::steady_clock::now());
  auto& told = span.attributes;
  told = {word_of("docket.stream.type", stream_type_), word_of("docket.stream.id", stream_id_)};
  if (!command_id_.empty()) told.push_back(word_of("docket.command.id", command_id_));
  if (result) {
    told.push_back(word_of("docket.outcome", result->repeated ? "repeated" : "accepted"));
    told.push_back(number_of("docket.version", value(result->version)));
    told.push_back(number_of("docket.position", value(result->last)));
    return span;
  }
  const auto& why = result.error();
  told.push_back(word_of("docket.outcome", name_of(why.kind)));
  if (why.refusal)
    told.push_back(word_of("docket.rule", why.refusal->rule));
  else
    span.problem = why.message.empty() ? std::string{name_of(why.kind)} : why.message;
  return span;
}

void command_trace::answered(const command_result& result) {
  const bool rejected = !result && result.error().kind == failure_kind::rejected;
  if (who_ == begun_by::opening && rejected) return;
  // Of one whose outcome is unknown the log may hold the events.
  if (!result && result.error().kind != failure_kind::outcome_unknown) effect_.reset();
  auto spans = std::move(below_);
  auto command = own(result);
  std::uint64_t number = 0;
  for (auto& span : spans) {
    span.parent = command.id;
    span.id = span_below(span.trace, command.id, span.name, number++);
  }
  spans.insert(spans.begin(), std::move(command));
  owner_.tell(std::move(spans));
}

} // namespace docket
