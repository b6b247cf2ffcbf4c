#pragma once

#include "docket/app/program/invocation.hpp"

#include <string>

namespace docket::app {

// How a command line begins that people can enter next: the program as it was called, and the database where
// one was named. "build/release/docket --db shop.db".
[[nodiscard]] std::string as_called(const invocation& call);

} // namespace docket::app
