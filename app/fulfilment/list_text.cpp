#include "docket/app/fulfilment/list_text.hpp"

#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"

#include <fmt/format.h>

namespace docket::app {
namespace {

constexpr std::size_t waiting_columns_max = 160;
constexpr std::size_t steps_told_max = 3;

bool is_parked(const listed_fulfilment& listed) { return listed.wakes_at == latest_time; }

bool is_overdue(const listed_fulfilment& listed, timestamp before) {
  return !is_parked(listed) && listed.wakes_at <= before;
}

std::string step_text(const open_step& step) {
  auto said = describe(step.kind, step.product);
  if (step.attempt > 1) said += fmt::format(" (attempt {})", step.attempt);
  if (!step.problem.empty()) said += ": " + step.problem.str();
  return said;
}

std::string steps_text(const fulfilment_content& content) {
  std::string said;
  for (std::size_t i = 0; i < content.open.size() && i < steps_told_max; ++i)
    said += (i == 0 ? "" : ", ") + step_text(content.open[i]);
  if (content.open.size() > steps_told_max)
    said += fmt::format(" and {} more", content.open.size() - steps_told_max);
  return said;
}

std::string parked_text(const parked_fulfilment& parked, const fulfilment_content& content) {
  const auto* step = find_open(content, parked.number);
  const auto what = step ? describe(step->kind, step->product) : fmt::format("step {}", parked.number);
  return fmt::format("people: {} does not succeed: {}", what, parked.problem.view());
}

std::string waiting_text(const fulfilment_state& state) {
  const auto* content = content_of(state);
  if (!content) return {};
  if (const auto* parked = std::get_if<parked_fulfilment>(&state)) return parked_text(*parked, *content);
  return steps_text(*content);
}

std::string heading(const fulfilment_listing& listing) {
  const auto shown = listing.page.fulfilments.size();
  if (listing.stuck_only && shown == 0) return "No fulfilment is stuck";
  if (listing.counts.under_way + listing.counts.parked == 0) return "Every fulfilment has ended";
  return fmt::format("{} under way, {} parked",
                     counted(listing.counts.under_way, "fulfilment is", "fulfilments are"),
                     grouped(listing.counts.parked));
}

} // namespace

std::string list_text(const fulfilment_listing& listing) {
  table rows{{side::left, side::left, side::left, side::left, side::left}};
  rows.add({"Order", "State", "Begun", "Next wake", "Waits for"});
  for (const auto& listed : listing.page.fulfilments) {
    const auto& state = listed.view.state;
    const auto* content = content_of(state);
    const auto wakes = is_parked(listed) ? "-" : format_timestamp(listed.wakes_at);
    rows.add({listed.view.id.str(), std::string{phase_name(state)},
              content ? format_timestamp(content->started_at) : "-",
              wakes + (is_overdue(listed, listing.overdue_before) ? " overdue" : ""),
              clipped(waiting_text(state), waiting_columns_max)});
  }
  auto text = heading(listing) + "\n";
  if (!listing.page.fulfilments.empty()) text += "\n" + rows.text();
  if (listing.page.next) text += "\nThere are more; --limit N shows them.\n";
  return text;
}

std::string list_json(const fulfilment_listing& listing) {
  std::string fulfilments;
  for (const auto& listed : listing.page.fulfilments) {
    auto object = to_json(listed.view);
    const auto overdue = is_overdue(listed, listing.overdue_before);
    const auto wakes =
        is_parked(listed) ? std::string{"null"} : fmt::format("\"{}\"", format_timestamp(listed.wakes_at));
    object.insert(object.rfind('}'), fmt::format(R"(,"wakesAt":{},"overdue":{})", wakes, overdue));
    fulfilments += (fulfilments.empty() ? "" : ",") + object;
  }
  return fmt::format(R"({{"underWay":{},"parked":{},"fulfilments":[{}],"more":{}}})",
                     listing.counts.under_way, listing.counts.parked, fulfilments,
                     listing.page.next.has_value());
}

} // namespace docket::app
