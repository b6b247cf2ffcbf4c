#include "docket/app/fulfilment/show_text.hpp"

#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/domain/in_words.hpp"
#include "docket/domain/overloaded.hpp"

#include <fmt/format.h>

namespace docket::app {
namespace {

constexpr std::size_t sentence_columns_max = 200;
constexpr std::size_t text_columns_max = 64;

std::string short_text(const text& value) { return clipped(value.view(), text_columns_max); }

std::string flow_text(fulfilment_flow flow) {
  return flow == fulfilment_flow::pay_first ? "payment first" : "stock first";
}

// What people can do about one that waits for them.
std::string parked_text(const fulfilment_view& view, const fulfilment_content& content,
                        std::string_view docket) {
  const auto* parked = std::get_if<parked_fulfilment>(&view.state);
  if (!parked) return {};
  const auto* step = find_open(content, parked->number);
  const auto what = step ? describe(step->kind, step->product) : fmt::format("step {}", parked->number);
  return fmt::format("  Waits for people since {0}: {1} does not succeed: {2}\n"
                     "    {4} fulfilment retry {3}                    asks again\n"
                     "    {4} fulfilment abandon {3} --reason TEXT    undoes what can be undone\n",
                     format_timestamp(parked->parked_at), what,
                     clipped(parked->problem.view(), sentence_columns_max), view.id.view(), docket);
}

std::string undone_text(const fulfilment_state& state) {
  const auto* undone = compensation_of(state);
  if (!undone) return {};
  return fmt::format("  {}: {}\n", undone->abandoned ? "Given up by people" : "Undone because of",
                     clipped(undone->reason.view(), sentence_columns_max));
}

std::string heading(const fulfilment_view& view, const fulfilment_content& content, std::string_view docket) {
  return fmt::format(
      "Fulfilment of order {}: {}, {}\n  {} by {}, begun {}, last change {}\n{}{}", view.id.view(),
      phase_name(view.state), flow_text(content.flow), in_words(content.total, content.currency),
      content.method.empty() ? "-" : short_text(content.method), format_timestamp(content.started_at),
      format_timestamp(content.updated_at), undone_text(view.state), parked_text(view, content, docket));
}

std::string_view standing_text(line_standing standing) {
  switch (standing) {
  case line_standing::untouched: return "not reserved";
  case line_standing::reserved: return "reserved";
  case line_standing::shipped: return "shipped";
  case line_standing::released: return "released";
  }
  return "";
}

std::string goods_text(const fulfilment_content& content) {
  table rows{{side::left, side::right, side::left}, 4};
  for (const auto& line : content.lines)
    rows.add({clipped(line.product.view(), text_columns_max),
              grouped(static_cast<std::uint64_t>(line.pieces.pieces())),
              std::string{standing_text(line.standing)}});
  return "\n  Reservations\n" + rows.text();
}

std::string payment_text(const payment_state& state) {
  const auto* content = content_of(state);
  if (!content) return "none";
  auto said = fmt::format("{}, {}", phase_name(state), in_words(content->total, content->currency));
  if (const auto* capture = capture_of(state)) {
    said += fmt::format(", taken {} as {}", format_timestamp(capture->captured_at),
                        short_text(capture->reference));
    for (const auto& refund : capture->refunds)
      said += fmt::format(", {} given back {}", in_words(refund.refunded, content->currency),
                          format_timestamp(refund.refunded_at));
  }
  if (const auto* declined = std::get_if<declined_payment>(&state))
    said += ": " + short_text(declined->reason);
  if (const auto* voided = std::get_if<voided_payment>(&state)) said += ": " + short_text(voided->reason);
  return said;
}

std::string shipment_text(const shipment_state& state) {
  auto said = std::string{phase_name(state)};
  if (const auto* dispatch = dispatch_of(state))
    said += fmt::format(", by {}, tracking number {}, dispatched {}", short_text(dispatch->carrier),
                        short_text(dispatch->tracking_number), format_timestamp(dispatch->dispatched_at));
  if (const auto* delivered = std::get_if<delivered_shipment>(&state))
    said += fmt::format(", delivered {}", format_timestamp(delivered->delivered_at));
  if (const auto* failed = std::get_if<failed_shipment>(&state); failed && !failed->reason.empty())
    said += ": " + short_text(failed->reason);
  return said;
}

std::string outside_text(const fulfilment_report& report) {
  table rows{{side::left, side::left}};
  rows.add({"Payment", report.payment ? payment_text(report.payment->state) : "none"});
  rows.add({"Shipment", report.shipment ? shipment_text(report.shipment->state) : "none"});
  return "\n" + rows.text();
}

std::string_view cause_text(std::string_view cause) {
  if (cause == "no_answer") return "no answer";
  if (cause == "after_failure") return "it failed";
  if (cause == "after_restart") return "restart";
  if (cause == "on_request") return "on request";
  return cause;
}

std::string why_text(const step_record& step) {
  const auto opened = fmt::format("event {}", value(step.opened_by));
  if (step.retried_for.empty()) return opened;
  return fmt::format("{}, again: {}", opened, cause_text(step.retried_for.view()));
}

std::string outcome_text(const step_record& step, bool parked) {
  switch (step.now) {
  case step_record::outcome::open: {
    const auto until = parked ? std::string{} : ", asked again " + format_timestamp(step.last.due);
    const auto problem = step.problem.empty() ? std::string{} : ": " + short_text(step.problem);
    return fmt::format("waits for {}{}{}", waits_for(step.last.kind, step.last.product), until, problem);
  }
  case step_record::outcome::refused:
    return fmt::format("refused {}: {}", format_timestamp(*step.ended_at), short_text(step.rule));
  case step_record::outcome::succeeded:
  case step_record::outcome::dropped: break;
  }
  return fmt::format("{} {}", name_of(step.now), format_timestamp(*step.ended_at));
}

std::string steps_text(const fulfilment_history& history) {
  const bool parked = std::holds_alternative<parked_fulfilment>(history.now.state);
  table rows{{side::right, side::left, side::left, side::right, side::left, side::left}};
  rows.add({"Step", "What", "Opened", "Attempt", "Because of", "Outcome"});
  for (const auto& step : history.steps)
    rows.add({std::to_string(step.last.number),
              clipped(describe(step.last.kind, step.last.product), text_columns_max),
              format_timestamp(step.last.opened_at), std::to_string(step.last.attempt), why_text(step),
              outcome_text(step, parked)});
  return "\n" + rows.text();
}

std::string events_text(const fulfilment_history& history) {
  table rows{{side::right, side::left, side::left}};
  rows.add({"Event", "Time", "What happened"});
  for (const auto& [recorded, event] : history.events)
    rows.add({std::to_string(value(recorded.version)), format_timestamp(recorded.occurred_at),
              clipped(describe(event), sentence_columns_max)});
  return "\n" + rows.text();
}

} // namespace

std::string show_text(const fulfilment_report& report, std::string_view docket) {
  const auto& history = report.history;
  const auto* content = content_of(history.now.state);
  if (!content) return {};
  return heading(history.now, *content, docket) + outside_text(report) + goods_text(*content) +
         steps_text(history) + events_text(history);
}

} // namespace docket::app
