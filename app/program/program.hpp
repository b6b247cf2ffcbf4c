#pragma once

namespace docket::app {

// Reads the command line, does what it says, and answers the exit status. Never throws.
[[nodiscard]] int run_program(int argc, char** argv) noexcept;

} // namespace docket::app
