#pragma once

#include "docket/app/output/output.hpp"
#include "docket/app/program/exit_status.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace docket::app {

// One call of the program: what all subcommands share, and what the chosen one will do.
struct invocation {
  std::string program;                           // As it was called: "build/release/docket".
  std::optional<std::filesystem::path> database; // --db, before or after the subcommand.
  output out;                                    // Standard output; the program flushes it at the end.
  std::function<exit_status()> action;           // Set when the command line is read, run afterwards.

  // The database to use where nothing else names one.
  [[nodiscard]] std::filesystem::path database_or_default() const { return database.value_or("docket.db"); }
};

} // namespace docket::app
