#pragma once

#include "docket/app/demo/story.hpp"
#include "docket/domain/command_options.hpp"
#include "docket/domain/order/commands.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace docket::app {

// Orders of the demonstration, and no others, have ids that begin like this.
inline constexpr std::string_view demo_prefix = "demo-";

[[nodiscard]] std::string demo_order_id(std::uint64_t order); // "demo-000042"

struct stamped_command {
  order_command command;
  command_options options;
};

// The command that a step of the story stands for, with its id and who asked for it.
[[nodiscard]] stamped_command command_of(const shop& of, const story& told, const story_step& step);

} // namespace docket::app
