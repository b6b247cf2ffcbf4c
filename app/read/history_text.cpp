#include "docket/app/read/history_text.hpp"

#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/domain/order_number.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace docket::app {
namespace {

constexpr std::size_t sentence_columns_max = 200;
constexpr std::size_t name_columns_max = 36;

std::string or_dash(const std::string& stated) {
  return stated.empty() ? "-" : clipped(stated, name_columns_max);
}

} // namespace

std::string history_text(const order_id& order, const std::vector<history_entry>& history) {
  // What happened stands last: it is the one that may be wider than the terminal.
  table rows{{side::right, side::left, side::left, side::left, side::left, side::left}};
  rows.add({"Version", "Time", "Event", "User", "Correlation", "What happened"});
  for (const auto& [recorded, event] : history) {
    rows.add({std::to_string(value(recorded.version)), format_timestamp(recorded.occurred_at), recorded.type,
              or_dash(recorded.user), or_dash(recorded.correlation),
              clipped(describe(event), sentence_columns_max)});
  }
  const auto first = history.empty() ? position{} : history.front().recorded.position;
  return fmt::format("Order {}  (number {}), {}\n\n{}", order.view(), order_number(value(first)),
                     counted(history.size(), "event", "events"), rows.text());
}

std::string history_json(const order_id& order, const std::vector<history_entry>& history) {
  const auto quoted = [](const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  };
  std::string events;
  for (const auto& [recorded, event] : history) {
    auto object = to_json(recorded);
    object.insert(object.rfind('}'), fmt::format(R"(,"description":{})", quoted(describe(event))));
    events += (events.empty() ? "" : ",") + object;
  }
  const auto last = history.empty() ? version{} : history.back().recorded.version;
  return fmt::format(R"({{"orderId":{},"version":{},"events":[{}]}})", quoted(order.str()), value(last),
                     events);
}

} // namespace docket::app
