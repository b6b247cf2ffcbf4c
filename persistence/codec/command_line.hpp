#pragma once

#include "docket/domain/any_command.hpp"
#include "docket/domain/command_options.hpp"
#include "docket/domain/expected.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/persistence/codec/json_document.hpp"

#include <string>
#include <string_view>

namespace docket {

struct command_line {
  any_command command;
  command_options options;
};

// Why a line is not a command: one sentence that names the field. A line that is a command but states
// something no order and no stock could have (an id with '/', a negative quantity) is malformed too; rules
// that need their state are not checked here.
struct malformed_line {
  std::string rule; // Stable: "malformed_json", "duplicate_key", "unknown_command", "unknown_field",
                    // "missing_field", "wrong_type", "invalid_utf8", "invalid_id", "invalid_money", ...
  std::string message;
};

// The longest line that is read, in bytes.
inline constexpr std::size_t command_line_bytes_max = 1u << 20;

// Reads one command from one JSON object; the grammar stands in docs/commands.md.
[[nodiscard]] expected<command_line, malformed_line> parse_command_line(std::string_view json);

// The same from a document that was parsed already, and perhaps completed: of a command whose name or order
// stands elsewhere.
[[nodiscard]] expected<command_line, malformed_line> parse_command(json_document& document);

} // namespace docket
