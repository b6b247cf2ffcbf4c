#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"

#include <cstdint>
#include <optional>

namespace docket {

// What comes with a command beside its payload. Everything is optional.
struct command_options {
  // Makes repeats harmless: within its stream a command id takes effect at most once, and a repeat gets the
  // first answer. Empty: no repeat protection.
  docket::command_id id{};
  // When it happened in the business; the time of its arrival unless stated.
  std::optional<timestamp> occurred_at{};
  text user{};        // Who asked for it.
  text correlation{}; // What belongs together across streams.
  text causation{};   // The event or command that caused it.
  text traceparent{}; // W3C Trace Context.
  // The version of the stream that the sender knew: at another one the command is refused by
  // version_not_current, unless it is a repeat.
  std::optional<std::uint32_t> if_version{};
};

} // namespace docket
