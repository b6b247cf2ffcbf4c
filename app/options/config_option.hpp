#pragma once

#include "docket/actors/config.hpp"
#include "docket/app/program/invocation.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace docket::app {

// --config FILE.
void add_config_option(CLI::App& to, std::optional<std::string>& file);

// The groups of the file that the program reads itself, beside the engine's.
[[nodiscard]] std::span<const std::string_view> program_groups() noexcept;

// The file's settings, or the usual ones without a file; --db wins over the file's database. The group
// `simulation` is left to ../gateways, `tracing` to service/tracing. Throws config_error.
[[nodiscard]] config config_of(const invocation& call, const std::optional<std::string>& file);

} // namespace docket::app
