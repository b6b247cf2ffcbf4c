#pragma once

#include "docket/domain/any_command.hpp"
#include "docket/persistence/codec/json_fields.hpp"

#include <span>
#include <string_view>

namespace docket {

// How one command is read from its line: which order or product it is for, and its own fields. What comes
// with every command (`commandId`, `userId`, ...) is not read here.
struct command_reader {
  std::string_view name; // As the line's field `command` has it.
  any_command (*read)(json_fields& from);
};

// One for each command that people may send; an order's first. docs/commands.md has all their fields.
[[nodiscard]] std::span<const command_reader> command_readers();

} // namespace docket
