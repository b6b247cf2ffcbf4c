#include "docket/simulation/audit/fulfilment_audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <unordered_map>

namespace docket {

namespace {

using phase = followed_fulfilment::phase;
using deadlines = std::unordered_map<std::int64_t, timestamp>; // By stream key.

std::string in_words(const std::optional<timestamp>& time) {
  return time ? format_timestamp(*time) : "never";
}

bool has_same_goods(const event_fields& beginning, const order_account& order) {
  std::map<std::string_view, std::int64_t> begun, ordered;
  beginning.each("items",
                 [&](const event_fields& item) { begun[item.text("productId")] += item.number("quantity"); });
  for (const auto& [product, line] : order.lines)
    ordered[product] = line.pieces;
  return begun == ordered;
}

void audit_beginning(const followed_fulfilment& process, const order_account& order, findings& found) {
  const auto* event = process.beginning();
  if (!event) return found.add("illegal_step", fmt::format("fulfilment {}: it has no beginning", order.id));
  const auto data = event->data();
  const bool same_money = data.money("total") == order.total && data.text("currency") == order.currency;
  if (!same_money || !has_same_goods(data, order))
    found.add("fulfilment_differs",
              fmt::format("{}: its order has other lines or another total", event->place()));
}

void audit_end(const followed_fulfilment& process, const order_account& order, findings& found) {
  const bool completed = process.now() == phase::completed;
  const bool compensated = process.now() == phase::compensated && !process.was_abandoned();
  if ((completed && order.phase != "delivered") || (compensated && order.phase != "cancelled"))
    found.add("fulfilment_differs", fmt::format("order {}: it is {}, its fulfilment {}", order.id,
                                                order.phase, completed ? "completed" : "compensated"));
}

deadlines read_deadlines(log_reader& reader) {
  deadlines result;
  reader.read_deadlines({}, latest_time, std::numeric_limits<std::size_t>::max(),
                        [&](const deadline_view& seen) {
                          result[static_cast<std::int64_t>(seen.stream)] = seen.due;
                          return true;
                        });
  return result;
}

void audit_deadline(const audited_stream& stream, const followed_fulfilment& process,
                    const std::optional<timestamp>& set, findings& found) {
  const bool needed = !process.has_ended();
  if (set != process.alarm() || (needed && !set))
    found.add(set && !needed ? "deadline_stray" : "deadline_missing",
              fmt::format("fulfilment {}: it is woken at {}, and wants it at {}", stream.id, in_words(set),
                          in_words(process.alarm())));
  const auto due = process.next_due();
  if (set && due && !process.is_parked() && *set > *due)
    found.add("deadline_late", fmt::format("fulfilment {}: it is woken at {}, a step is due at {}", stream.id,
                                           in_words(set), in_words(due)));
}

// An order that somebody paid or shipped, or cancelled, before its turn came is in other hands.
bool needs_fulfilment(const order_account& order) {
  return order.phase == "placed" && order.payments.empty() && !order.by_hand;
}

} // namespace

void audit_fulfilments(const books& of_log, findings& found) {
  for (const auto& [id, process] : of_log.fulfilments()) {
    const auto order = of_log.orders().find(id);
    if (order == of_log.orders().end()) {
      found.add("fulfilment_differs", fmt::format("fulfilment {}: there is no such order", id));
      continue;
    }
    audit_beginning(process, order->second, found);
    audit_end(process, order->second, found);
  }
}

void audit_deadlines(const audited_log& log, const books& of_log, log_reader& reader, findings& found) {
  auto set = read_deadlines(reader);
  for (const auto& stream : log.streams()) {
    if (stream.type != "fulfilment") continue;
    const auto own = set.extract(static_cast<std::int64_t>(stream.key));
    const auto due = own ? std::optional{own.mapped()} : std::nullopt;
    audit_deadline(stream, of_log.fulfilments().at(stream.id), due, found);
  }
  for (const auto& [key, due] : set)
    found.add("deadline_stray", fmt::format("stream key {}: it is no fulfilment's, and is due at {}", key,
                                            format_timestamp(due)));
}

void audit_ends(const books& of_log, bool automatic, findings& found) {
  for (const auto& [id, process] : of_log.fulfilments())
    if (!process.has_ended() && !process.is_parked())
      found.add("fulfilment_not_ended",
                fmt::format("fulfilment {}: it waits for nobody and goes on no more", id));
  if (!automatic) return;
  for (const auto& [id, order] : of_log.orders())
    if (needs_fulfilment(order) && !of_log.fulfilments().contains(id))
      found.add("fulfilment_missing", fmt::format("order {}: it was placed, and nobody fulfils it", id));
}

std::vector<std::string> parked_orders(const books& of_log) {
  std::vector<std::string> result;
  for (const auto& [id, process] : of_log.fulfilments())
    if (process.is_parked()) result.emplace_back(id);
  std::ranges::sort(result);
  return result;
}

} // namespace docket
