#include "docket/persistence/codec/fulfilment_json.hpp"
#include "docket/domain/overloaded.hpp"
#include "docket/persistence/codec/fulfilment_words.hpp"
#include "docket/persistence/codec/sum_json.hpp"
#include "docket/persistence/read/fulfilment_history.hpp"
#include "docket/persistence/read/view_json.hpp"

namespace docket {

namespace {

// What it still waits for, and until when.
void write_waiting(json_writer& to, const open_step& step) {
  to.string("waitsFor", waits_for(step.kind, step.product));
  to.time("due", step.due);
  if (step.give_up_at) to.time("giveUpAt", *step.give_up_at);
}

void write_open_step(json_writer& to, const open_step& step) {
  write_step(to, step.number, step.kind, step.product);
  to.time("openedAt", step.opened_at);
  to.integer("attempt", std::int64_t{step.attempt});
  to.string_unless_empty("problem", step.problem.view());
  write_waiting(to, step);
}

void write_standings(json_writer& to, const fulfilment_content& s) {
  to.string("order", word_of(fulfilment_words::orders, s.order));
  to.string("payment", word_of(fulfilment_words::payments, s.payment));
  to.string("shipment", word_of(fulfilment_words::shipments, s.shipment));
  to.objects("lines", s.lines, [&](const fulfilment_line& line) {
    to.string("productId", line.product.view());
    to.integer("quantity", line.pieces.pieces());
    to.string("stock", word_of(fulfilment_words::lines, line.standing));
  });
  to.objects("openSteps", s.open, [&](const open_step& step) { write_open_step(to, step); });
}

void write_parked(json_writer& to, const parked_fulfilment& s, const fulfilment_content& content) {
  to.object("parked", [&] {
    to.integer("number", std::int64_t{s.number});
    if (const auto* step = find_open(content, s.number)) to.string("step", step_name(step->kind));
    to.string("problem", s.problem.view());
    to.time("since", s.parked_at);
  });
}

void write_content(json_writer& to, const fulfilment_state& state, const fulfilment_content& s) {
  to.string("flow", word_of(fulfilment_words::flows, s.flow));
  to.string("process", s.process.view());
  write_sum(to, "total", s.total, s.currency);
  to.string_unless_empty("method", s.method.view());
  if (const auto* undone = compensation_of(state)) {
    to.string("reason", undone->reason.view());
    to.flag_if_set("abandoned", undone->abandoned);
  }
  if (const auto* parked = std::get_if<parked_fulfilment>(&state)) write_parked(to, *parked, s);
  write_standings(to, s);
  to.time("startedAt", s.started_at);
  to.time("updatedAt", s.updated_at);
}

void write(json_writer& to, const fulfilment_view& fulfilment) {
  to.begin_object();
  write_heading(to, "orderId", fulfilment);
  if (const auto* content = content_of(fulfilment.state)) write_content(to, fulfilment.state, *content);
  to.end_object();
}

void write(json_writer& to, const step_record& step) {
  to.begin_object();
  write_step(to, step.last.number, step.last.kind, step.last.product);
  to.string("outcome", name_of(step.now));
  to.integer("openedBy", std::uint64_t{value(step.opened_by)});
  to.time("openedAt", step.last.opened_at);
  to.integer("attempt", std::int64_t{step.last.attempt});
  to.string_unless_empty("retriedFor", step.retried_for.view());
  to.string_unless_empty("problem", step.problem.view());
  if (step.now == step_record::outcome::open) write_waiting(to, step.last);
  to.string_unless_empty("rule", step.rule.view());
  to.string_unless_empty("reason", step.reason.view());
  if (step.ended_at) to.time("endedAt", *step.ended_at);
  to.end_object();
}

} // namespace

std::string to_json(const fulfilment_view& fulfilment) {
  return json_text([&](json_writer& to) { write(to, fulfilment); });
}
std::string to_json(const step_record& step) {
  return json_text([&](json_writer& to) { write(to, step); });
}

} // namespace docket
