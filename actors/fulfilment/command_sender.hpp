#pragma once

#include "docket/actors/aggregates/aggregate_kinds.hpp"
#include "docket/actors/runtime/admission.hpp"

#include <utility>

namespace docket {

// Sends the engine's own commands to its aggregates. They come from what was accepted before, so they are not
// held up at the door where commands from outside are counted, but at one of their own, which only closes
// when the engine stops. The answer to one that came too late is `stopping`.
class command_sender {
public:
  command_sender(const aggregate_kinds& kinds, admission& door) : kinds_(kinds), door_(door) {}

  template <class Aggregate, class Answer>
  void send(typename Aggregate::command command, command_options options, Answer done) const {
    if (const auto refused = door_.enter()) return done(unexpected{failure{*refused, {}, {}}});
    kinds_.of<Aggregate>().send(std::move(command), std::move(options), std::move(done), door_);
  }

  template <class Aggregate, class Show>
  void show(std::string_view id, Show to) const {
    kinds_.of<Aggregate>().show(id, std::move(to));
  }

private:
  const aggregate_kinds& kinds_;
  admission& door_;
};

} // namespace docket
