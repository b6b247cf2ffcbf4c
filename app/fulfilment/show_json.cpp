#include "docket/app/fulfilment/show_text.hpp"
#include "docket/persistence/read/order_history.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace docket::app {
namespace {

std::string quoted_json(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

template <class View>
std::string or_null(const std::optional<View>& view) {
  return view ? to_json(*view) : "null";
}

std::string steps_json(const fulfilment_history& history) {
  std::string steps;
  for (const auto& step : history.steps)
    steps += (steps.empty() ? "" : ",") + to_json(step);
  return steps;
}

std::string events_json(const fulfilment_history& history) {
  std::string events;
  for (const auto& [recorded, event] : history.events) {
    auto object = to_json(recorded);
    object.insert(object.rfind('}'), fmt::format(R"(,"description":{})", quoted_json(describe(event))));
    events += (events.empty() ? "" : ",") + object;
  }
  return events;
}

} // namespace

std::string show_json(const fulfilment_report& report) {
  const auto& history = report.history;
  return fmt::format(
      R"({{"orderId":{},"fulfilment":{},"payment":{},"shipment":{},"steps":[{}],"events":[{}]}})",
      quoted_json(history.now.id.str()), to_json(history.now), or_null(report.payment),
      or_null(report.shipment), steps_json(history), events_json(history));
}

} // namespace docket::app
