#pragma once

#include "docket/persistence/codec/codec.hpp"
#include "docket/persistence/codec/json_fields.hpp"
#include "docket/persistence/codec/json_writer.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

// A state, which is a variant of phases, as one JSON object: `phase`, its name, and then the phase's own
// fields.
namespace docket {

// What a phase is called in snapshots: what phase_name() says of it when nothing is in it yet.
template <class Phase>
[[nodiscard]] std::string_view name_of_phase() {
  return phase_name(Phase{});
}

void refuse_phase(json_fields& from, std::string_view name);

// Writes the fields of the object that was begun last.
template <class State, class Write>
void write_phase_fields(json_writer& to, const State& state, Write write_phase) {
  std::visit(
      [&]<class Phase>(const Phase& phase) {
        to.string("phase", name_of_phase<Phase>());
        write_phase(to, phase);
      },
      state);
}

// Reads what write_phase_fields() wrote. An unknown phase is a problem of the field `phase`.
template <class... Phases, class Read>
void read_phase_fields(json_fields& from, std::variant<Phases...>& state, Read read_phase) {
  const auto name = from.string("phase");
  const auto read_if_named = [&]<class Phase>(const Phase&) {
    if (name_of_phase<Phase>() != name) return false;
    read_phase(from, state.template emplace<Phase>());
    return true;
  };
  if (!(read_if_named(Phases{}) || ...)) refuse_phase(from, name);
}

// A codec's encode_state: write_phase(json_writer&, phase) writes the fields of one phase.
template <class State, class Write>
[[nodiscard]] std::string encode_phase(const State& state, Write write_phase) {
  return json_text([&](json_writer& to) {
    to.begin_object();
    write_phase_fields(to, state, write_phase);
    to.end_object();
  });
}

// A codec's decode_state: read_phase(json_fields&, phase&) reads the fields of one phase.
template <class State, class Read>
[[nodiscard]] expected<State, codec_error> decode_phase(std::string_view json, Read read_phase) {
  auto document = json_document::parse(json);
  if (!document) return unexpected{codec_error{std::move(document.error().message)}};
  json_reading reading{*document, std::nullopt};
  json_fields fields{reading};
  State state;
  read_phase_fields(fields, state, read_phase);
  fields.finish();
  if (reading.problem) return unexpected{codec_error{std::move(reading.problem->message)}};
  return state;
}

} // namespace docket
