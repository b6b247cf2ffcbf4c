#include "fulfilment/in_words.hpp"

#include "docket/domain/overloaded.hpp"

namespace docket::testing::fulfilments {

namespace {

std::string step_in_words(step_kind kind, const product_id& product) {
  const std::string name{step_name(kind)};
  return product.empty() ? name : name + " of " + product.str();
}

template <class Event>
std::string step_in_words(const Event& e) {
  return step_in_words(e.kind, e.product);
}

void add(std::string& to, std::string_view separator, std::string_view words) {
  if (!to.empty()) to += separator;
  to += words;
}

std::string late(std::int32_t number) { return number == 0 ? ", late" : ""; }

std::string happened(const fulfilment_event& event) {
  return std::visit(
      overloaded{
          [](const fulfilment_started&) -> std::string { return "started"; },
          [](const step_succeeded& e) { return step_in_words(e) + " done" + late(e.number); },
          [](const step_refused& e) {
            return step_in_words(e) + " refused: " + e.rule.str() + late(e.number);
          },
          [](const attempt_failed& e) { return step_in_words(e) + " failed: " + e.problem.str(); },
          [](const step_retried& e) {
            return step_in_words(e) + " again (" + std::to_string(e.attempt) + ", " + e.cause.str() + ")";
          },
          [](const compensation_started& e) { return "undo: " + e.reason.str(); },
          [](const fulfilment_parked& e) { return "parked on " + step_in_words(e) + ": " + e.problem.str(); },
          [](const fulfilment_resumed&) -> std::string { return "resumed"; },
          [](const fulfilment_abandoned& e) { return "abandoned: " + e.reason.str(); },
          [](const fulfilment_completed&) -> std::string { return "completed"; },
          [](const fulfilment_compensated&) -> std::string { return "compensated"; },
      },
      event);
}

std::string asked(const agenda& agenda) {
  std::string words;
  for (const auto& opening : agenda.opens)
    add(words, ", ", step_in_words(opening.kind, opening.product));
  return words;
}

} // namespace

std::string in_words(const std::vector<fulfilment_event>& events) {
  std::string words;
  for (const auto& event : events) {
    add(words, "; ", happened(event));
    const auto opens = std::visit([](const auto& e) { return asked(e.agenda); }, event);
    if (!opens.empty()) words += "; asks " + opens;
  }
  return words;
}

std::string open_steps(const fulfilment_state& state) {
  std::string words;
  if (const auto* content = content_of(state))
    for (const auto& step : content->open)
      add(words, ", ", step_in_words(step.kind, step.product));
  return words;
}

std::string in_words(const std::vector<fulfilment_request>& requests) {
  using money = payment_work::operation;
  using goods = shipment_work::operation;
  std::string words;
  for (const auto& request : requests) {
    const auto what = std::visit(
        overloaded{
            [](const order_command& c) { return std::string{command_name(c)}; },
            [](const stock_command& c) { return std::string{command_name(c)} + " of " + target(c).str(); },
            [](const payment_work& work) -> std::string {
              switch (work.what) {
              case money::authorise: return "authorise";
              case money::capture: return "capture";
              case money::void_payment: return "void";
              case money::refund: break;
              }
              return "refund";
            },
            [](const shipment_work& work) -> std::string {
              return work.what == goods::dispatch ? "dispatch" : "recall";
            },
        },
        request.what);
    add(words, ", ", what + " " + request.key.str());
  }
  return words;
}

} // namespace docket::testing::fulfilments
