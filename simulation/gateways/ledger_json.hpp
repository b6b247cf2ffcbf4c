#pragma once

#include "docket/domain/expected.hpp"
#include "docket/simulation/gateways/ledger_entry.hpp"

#include <string>
#include <string_view>

namespace docket {

// An entry as a line of a ledger, without its end; README.md shows some.
[[nodiscard]] std::string to_json(const ledger_entry& entry);

// Reads what to_json wrote; otherwise says in one sentence what is wrong.
[[nodiscard]] expected<ledger_entry, std::string> parse_ledger_line(std::string_view line);

} // namespace docket
