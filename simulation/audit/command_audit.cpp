#include "docket/simulation/audit/log_audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

// Each command once, whole, and as its sender was told.
namespace docket {

namespace {

std::string name_of(const told_command& command) {
  return fmt::format("command {} of {} {}", command.command_id, command.stream_type, command.stream_id);
}

void audit_neighbours(const audited_event& before, const audited_event& event, findings& found) {
  const auto& id = event.seen.command_id;
  if (event.commit != before.commit)
    found.add("command_twice", fmt::format("{}: command {} took effect in commit {} and in {}", event.place(),
                                           id, before.commit, event.commit));
  else if (value(event.seen.position) != value(before.seen.position) + 1)
    found.add("half_a_batch", fmt::format("{}: command {} is torn apart", event.place(), id));
  else if (event.seen.fingerprint != before.seen.fingerprint)
    found.add("command_twice", fmt::format("{}: two commands have the id {}", event.place(), id));
}

void audit_commands_of(const audited_stream& stream, findings& found) {
  std::unordered_set<std::string_view> known;
  const audited_event* before = nullptr;
  for (const auto* event : stream.events) {
    const std::string_view id = event->seen.command_id;
    if (id.empty()) {
      before = nullptr;
      continue;
    }
    if (before && before->seen.command_id == id)
      audit_neighbours(*before, *event, found);
    else if (!known.insert(id).second)
      found.add("command_twice", fmt::format("{}: command {} took effect before", event->place(), id));
    before = event;
  }
}

bool is_of(const audited_event* event, const told_command& told, std::uint64_t in_stream) {
  return event && event->seen.stream_type == told.stream_type && event->seen.stream_id == told.stream_id &&
         event->seen.command_id == told.command_id && value(event->seen.version) == in_stream;
}

std::uint64_t events_found(const audited_log& log, const told_command& told) {
  const auto& answer = *told.accepted;
  std::uint64_t count = 0;
  for (std::uint64_t i = 0; i < answer.events; ++i)
    count += is_of(log.at(position{value(answer.first) + i}), told,
                   std::uint64_t{value(answer.version)} - answer.events + 1 + i);
  return count;
}

bool goes_on(const audited_log& log, const told_command& told) {
  return !told.command_id.empty() && is_of(log.at(position{value(told.accepted->last) + 1}), told,
                                           std::uint64_t{value(told.accepted->version)} + 1);
}

void audit_accepted(const audited_log& log, const told_command& told, findings& found) {
  const auto& answer = *told.accepted;
  const auto count = events_found(log, told);
  const bool adds_up = answer.events > 0 && value(answer.last) + 1 == value(answer.first) + answer.events;
  if (count == 0 || !adds_up)
    found.add("acknowledged_lost", fmt::format("{}: it was told of {} events at {} to {}", name_of(told),
                                               answer.events, value(answer.first), value(answer.last)));
  else if (count < answer.events || goes_on(log, told))
    found.add("half_a_batch", fmt::format("{}: it was told of {} events, {} are as it was told",
                                          name_of(told), answer.events, count));
}

bool came_to_nothing(const told_command& told) {
  return !told.accepted && told.sent > 0 && told.sent == told.nothing_happened;
}

// Of the commands that came to nothing, those that are in the log all the same.
void audit_refused(const audited_log& log, const told_clients& told, findings& found) {
  if (std::ranges::none_of(told.commands(), came_to_nothing)) return;
  std::unordered_set<std::string> done;
  for (const auto& event : log.events())
    if (!event.seen.command_id.empty())
      done.insert(
          fmt::format("{}\n{}\n{}", event.seen.stream_type, event.seen.stream_id, event.seen.command_id));
  for (const auto& command : told.commands())
    if (came_to_nothing(command) &&
        done.contains(fmt::format("{}\n{}\n{}", command.stream_type, command.stream_id, command.command_id)))
      found.add("refused_yet_done", name_of(command));
}

} // namespace

void audit_commands(const audited_log& log, findings& found) {
  for (const auto& stream : log.streams())
    audit_commands_of(stream, found);
}

void audit_answers(const audited_log& log, const told_clients& told, findings& found) {
  for (const auto& [invariant, what] : told.found().all())
    found.add(invariant, what);
  for (const auto& command : told.commands())
    if (command.accepted) audit_accepted(log, command, found);
  audit_refused(log, told, found);
}

} // namespace docket
