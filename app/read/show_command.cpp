#include "docket/app/commands.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/app/program/when_chosen.hpp"
#include "docket/app/read/open_log.hpp"
#include "docket/app/read/order_text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace docket::app {
namespace {

struct show_options {
  std::string order;
  std::optional<std::uint32_t> version;
  std::optional<std::string> as_of;
  bool json = false;
};

constexpr auto examples = R"(Examples:
  docket show order-001
  docket show order-001 --version 3
  docket show order-001 --as-of 2026-03-02T00:00:00Z
  docket show order-001 --json | jq .status

A time stands for what had happened by then: an event counts when it is not later.)";

history_point point_from(const show_options& options) {
  if (options.version) return version{*options.version};
  if (!options.as_of) return now_point{};
  const auto time = parse_timestamp(*options.as_of);
  if (!time) throw usage_error{fmt::format("--as-of: {}", time.error().message)};
  return *time;
}

exit_status run_show(invocation& call, const show_options& options) {
  const auto id = order_from_argument(options.order);
  const auto point = point_from(options);
  const auto log = open_log(call);
  const auto order = read_order(*log, id, point);
  if (!order) {
    if (options.as_of && read_order(*log, id)) {
      throw command_failed{fmt::format("order {} did not exist yet at {}", id.view(), *options.as_of)};
    }
    no_such_order(call, id);
  }
  if (options.version && value(order->version) < *options.version) {
    throw command_failed{fmt::format("order {} has no version {}; its last is {}", id.view(),
                                     *options.version, value(order->version))};
  }
  call.out.write(options.json ? to_json(*order) + "\n" : order_text(*order));
  return exit_status::well;
}

} // namespace

void add_show_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("show", "Show an order as it is, or as it was");
  const auto options = std::make_shared<show_options>();
  command->add_option("ORDER", options->order, "The order's id")->required();
  auto* version = command->add_option("--version", options->version, "As it was after its first N events")
                      ->type_name("N")
                      ->check(CLI::Range(1u, 4'294'967'295u).description(""));
  command->add_option("--as-of", options->as_of, "As it was at a time (RFC 3339, with a zone)")
      ->type_name("TIME")
      ->excludes(version);
  command->add_flag("--json", options->json, "Print one JSON object");
  add_database_option(*command, call);
  command->footer(examples);
  when_chosen(*command, call, options, run_show);
}

} // namespace docket::app
