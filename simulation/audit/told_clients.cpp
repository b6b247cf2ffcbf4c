#include "docket/simulation/audit/told_clients.hpp"

#include <fmt/format.h>

namespace docket {

namespace {

bool says_nothing_happened(const failure& why) {
  switch (why.kind) {
  case failure_kind::rejected: return why.refusal && why.refusal->rule != "command_id_reused";
  case failure_kind::overloaded:
  case failure_kind::stopping:
  case failure_kind::store_unavailable: return true;
  case failure_kind::outcome_unknown:
  case failure_kind::internal: return false;
  }
  return false;
}

std::string in_words(const receipt& answer) {
  return fmt::format("version {}, positions {} to {}, {} events", value(answer.version), value(answer.first),
                     value(answer.last), answer.events);
}

bool same_effect(const receipt& a, const receipt& b) {
  return a.version == b.version && a.first == b.first && a.last == b.last && a.events == b.events;
}

} // namespace

void told_clients::sent(std::string_view stream_type, std::string_view stream_id, std::string_view id) {
  if (!id.empty()) ++command(stream_type, stream_id, id).sent;
}

void told_clients::answered(std::string_view stream_type, std::string_view stream_id, std::string_view id,
                            const command_result& answer, std::string_view line) {
  auto& asked = command(stream_type, stream_id, id);
  ++asked.answered;
  if (!answer) {
    asked.nothing_happened += says_nothing_happened(answer.error());
  } else if (asked.accepted) {
    compare(asked, *answer);
    if (asked.accepted_line != line)
      found_.add("command_twice",
                 fmt::format("command {} of {} {}: {} was accepted, and so was {}", asked.command_id,
                             asked.stream_type, asked.stream_id, asked.accepted_line, line));
  } else {
    asked.accepted = *answer;
    asked.accepted_line = line;
  }
}

told_command& told_clients::command(std::string_view stream_type, std::string_view stream_id,
                                    std::string_view id) {
  if (id.empty())
    return commands_.emplace_back(told_command{std::string{stream_type}, std::string{stream_id}, {}, {}});
  auto& known = by_name_[fmt::format("{}\n{}\n{}", stream_type, stream_id, id)];
  if (!known)
    known = &commands_.emplace_back(
        told_command{std::string{stream_type}, std::string{stream_id}, std::string{id}, {}});
  return *known;
}

void told_clients::compare(const told_command& asked, const receipt& answer) {
  if (!same_effect(*asked.accepted, answer))
    found_.add("answer_changed",
               fmt::format("command {} of {} {}: first {}; then {}", asked.command_id, asked.stream_type,
                           asked.stream_id, in_words(*asked.accepted), in_words(answer)));
  else if (!answer.repeated && !asked.accepted->repeated)
    found_.add("command_twice", fmt::format("command {} of {} {}: twice answered as done for the first time",
                                            asked.command_id, asked.stream_type, asked.stream_id));
}

} // namespace docket
