#pragma once

#include "docket/app/demo/story.hpp"
#include "docket/app/program/invocation.hpp"

namespace docket::app {

struct demo_options {
  docket::app::shop shop;
  bool json = false;
};

inline constexpr const char* demo_database = "docket-demo.db";

// Plays the demonstration and prints it. Throws command_failed, store_error.
[[nodiscard]] exit_status run_demo(invocation& call, const demo_options& options);

} // namespace docket::app
