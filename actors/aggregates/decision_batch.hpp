#pragma once

#include "docket/actors/aggregates/pending_command.hpp"
#include "docket/domain/occurrence.hpp"
#include "docket/domain/planted_bugs.hpp"
#include "docket/persistence/hydration/hydration.hpp"

#include <chrono>
#include <functional>
#include <utility>
#include <variant>
#include <vector>

namespace docket {

// What a decision needs beside state and command.
template <class Aggregate>
struct decision_environment {
  typename Aggregate::limits limits;
  command_retention retention;
  std::function<timestamp()> clock;
  std::function<uuid(timestamp)> event_ids;
};

// A process manager: an aggregate whose events ask something of others once they are durable. It says when it
// is to be woken, and the append sets that alarm with its events.
template <class Aggregate>
concept process_manager = requires {
  typename Aggregate::request;
};

// The refusal of a command id that was used before for something else.
[[nodiscard]] rejection command_id_reused(std::string_view id, version first_used_at);
// The refusal of a command that was meant for another version of its stream.
[[nodiscard]] rejection version_not_current(std::uint32_t meant_for, version current);

// Decides commands in turn on an evolving state and gathers their events for one append. Answers wait until
// the append is durable where they rest on events that are not yet: also refusals and repeats. Knows no
// actors.
template <class Aggregate>
class decision_batch {
public:
  // The image evolves ahead of the log; should the append fail, it must be thrown away.
  decision_batch(aggregate_image<Aggregate>& image, const decision_environment<Aggregate>& environment)
      : image_(image),
        environment_(environment),
        base_(image.version) {}

  // False: refused on a state that no append of this batch stands behind, and nothing else was decided.
  bool decide_next(command_ptr<Aggregate> command, append& into) {
    slots_.push_back({std::move(command), {}, {}}); // First, so that a fault in deciding finds it to answer.
    auto& [asked, outcome, decided_at] = slots_.back();
    outcome = decide_one(*asked, into);
    decided_at = image_.version;
    const bool stands_on_log = into.events.empty();
    const auto* answer = std::get_if<receipt>(&outcome);
    const bool accepted = answer && !answer->repeated;
    if (planted(planted_bug::repeat_answered_early) && answer && answer->repeated) asked->answer(*answer);
    return accepted || !stands_on_log;
  }

  // Answers every command: its events are durable, the first at this position.
  void complete(position append_first) {
    for (auto& [command, outcome, decided_at] : slots_) {
      if (auto* refused = std::get_if<rejection>(&outcome)) {
        refuse(*command, std::move(*refused), decided_at);
        continue;
      }
      auto& accepted = std::get<receipt>(outcome);
      if (accepted.first == position{}) place(accepted, append_first);
      command->answer(accepted);
    }
    slots_.clear();
  }

  // Answers what rests on nothing that is being written: repeats and refusals of a batch without events.
  void complete_without_events() { complete(position{}); }

  // Answers every command that nothing came of it.
  void fail(const failure& why) {
    for (auto& s : slots_)
      s.command->answer(unexpected{why});
    slots_.clear();
  }

  // The commands, unanswered, in their order: to decide them again.
  [[nodiscard]] std::vector<command_ptr<Aggregate>> take_back() {
    std::vector<command_ptr<Aggregate>> commands;
    for (auto& s : slots_)
      commands.push_back(std::move(s.command));
    slots_.clear();
    return commands;
  }

  [[nodiscard]] version base() const noexcept { return base_; }
  // When the first of its commands came. At least one was decided.
  [[nodiscard]] std::chrono::steady_clock::time_point arrived() const noexcept {
    return slots_.front().command->arrived();
  }

  // A process manager's events, in their order; of other aggregates none.
  [[nodiscard]] const std::vector<typename Aggregate::event>& events() const noexcept { return events_; }

private:
  using verdict = std::variant<receipt, rejection>;
  struct slot {
    command_ptr<Aggregate> command;
    verdict outcome;
    version decided_at{}; // Of the stream with what was decided before.
  };

  verdict decide_one(pending_command<Aggregate>& command, append& into) {
    const auto now = environment_.clock();
    const auto id = command.options.id.view();
    if (!id.empty()) {
      const auto known = image_.commands.look_up(id, command.fingerprint, now, environment_.retention);
      if (known.what == command_memory::verdict::repeat) return first_answer(known.first);
      if (known.what == command_memory::verdict::reused)
        return command_id_reused(id, version{known.first.version});
    }
    if (const auto meant = command.options.if_version; meant && *meant != value(image_.version))
      return version_not_current(*meant, image_.version);
    const auto last = image_.version == version{} ? std::nullopt : std::optional{image_.last_event_at};
    const auto at = occurrence(command.options.occurred_at, now, last);
    if (!at) return at.error();
    auto events = decide(image_.state, command.command, *at, environment_.limits);
    if (!events) return std::move(events.error());
    return accept(command, *events, *at, now, into);
  }

  verdict accept(pending_command<Aggregate>& command, const std::vector<typename Aggregate::event>& events,
                 timestamp at, timestamp now, append& into) {
    into.commands.push_back({text{command.options.id.view()}, command.fingerprint, command.options.user,
                             command.options.correlation, command.options.causation,
                             command.options.traceparent});
    for (const auto& event : events) {
      auto& row = into.events.emplace_back();
      const auto type = codec<Aggregate>::type_of(event);
      row.id = environment_.event_ids(now);
      row.type = type.name;
      row.schema = type.schema;
      row.occurred_at = at;
      row.command = static_cast<std::uint32_t>(into.commands.size() - 1);
      codec<Aggregate>::encode(event, row.data);
      image_.state = evolve(std::move(image_.state), event, at);
      if constexpr (process_manager<Aggregate>) keep(event, into);
    }
    const auto count = static_cast<std::uint32_t>(events.size());
    image_.version = version{value(image_.version) + count};
    image_.last_event_at = at;
    if (!command.options.id.empty())
      image_.commands.remember(command.options.id.view(), command.fingerprint, image_.version, count,
                               position{}, now, environment_.retention);
    return receipt{image_.version, position{}, position{}, count, false};
  }

  void keep(const typename Aggregate::event& event, append& into) {
    if (const auto alarm = Aggregate::alarm_of(event); alarm && !planted(planted_bug::deadline_left_out))
      into.deadline = *alarm == earliest_time ? deadline_change::clear() : deadline_change::set(*alarm);
    events_.push_back(event);
  }

  static receipt first_answer(const remembered_command& first) {
    const auto last = first.first_position == 0 ? 0 : first.first_position + first.events - 1;
    return {version{first.version}, position{first.first_position}, position{last}, first.events, true};
  }

  void place(receipt& accepted, position append_first) const {
    const auto events_before = planted(planted_bug::batch_positions_not_shifted)
                                   ? 0
                                   : value(accepted.version) - accepted.events - value(base_);
    accepted.first = position{value(append_first) + events_before};
    accepted.last = position{value(accepted.first) + accepted.events - 1};
  }

  static void refuse(pending_command<Aggregate>& command, rejection why, version at) {
    auto message = why.message;
    command.answer(unexpected{failure{failure_kind::rejected, std::move(why), std::move(message), at}});
  }

  aggregate_image<Aggregate>& image_;
  const decision_environment<Aggregate>& environment_;
  version base_;
  std::vector<slot> slots_;
  std::vector<typename Aggregate::event> events_;
};

} // namespace docket
