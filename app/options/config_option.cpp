#include "docket/app/options/config_option.hpp"

#include "docket/service/tracing/tracing_settings.hpp"

#include <CLI/CLI.hpp>
#include <array>
#include <string_view>

namespace docket::app {
namespace {

constexpr std::array own_groups{std::string_view{"simulation"}, std::string_view{"http"},
                                std::string_view{service::tracing_group}};

} // namespace

void add_config_option(CLI::App& to, std::optional<std::string>& file) {
  to.add_option("--config", file, "Settings, see docs/configuration.md")->type_name("FILE");
}

std::span<const std::string_view> program_groups() noexcept { return own_groups; }

config config_of(const invocation& call, const std::optional<std::string>& file) {
  auto result = file ? config_from_file(*file, {}, own_groups) : config{};
  if (call.database) result.database = *call.database;
  return result;
}

} // namespace docket::app
