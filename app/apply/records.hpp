#pragma once

#include "docket/actors/results.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/persistence/codec/command_line.hpp"

#include <cstdint>
#include <string>
#include <string_view>

// The lines of the files that a run leaves, one JSON object each.
namespace docket::app {

// {"line","commandId","version","position","repeated"}: this line's effect is durable. commandId is null
// without one.
[[nodiscard]] std::string receipt_record(std::uint64_t line, std::string_view command_id,
                                         const receipt& answer);

// {"line","rule","message","facts","original"}: `original` is the line as it stood; null when it was too long
// to hold.
[[nodiscard]] std::string reject_record(std::uint64_t line, std::string_view text, const rejection& why);
[[nodiscard]] std::string reject_record(std::uint64_t line, std::string_view text, const malformed_line& why);

} // namespace docket::app
