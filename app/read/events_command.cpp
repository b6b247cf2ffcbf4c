#include "docket/app/commands.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/program/when_chosen.hpp"
#include "docket/app/read/event_pages.hpp"
#include "docket/app/read/open_log.hpp"

#include <CLI/CLI.hpp>
#include <memory>

namespace docket::app {
namespace {

struct events_options {
  std::uint64_t from = 1;
  event_query wanted;
};

constexpr auto examples = R"(Examples:
  docket events --limit 10
  docket events --stream order-001
  docket events --type OrderShipped --type OrderDelivered
  docket events --from 100001 | jq -r .type | sort | uniq -c

A stream is an order's id; one of another kind is named with its type, as in payment/pay-1.)";

exit_status run_events(invocation& call, const events_options& options) {
  auto wanted = options.wanted;
  wanted.from = position{options.from};
  const auto log = open_log(call);
  write_events(*log, wanted, [&call](const std::string& lines) {
    call.out.write(lines);
    call.out.flush();
  });
  return exit_status::well;
}

} // namespace

void add_events_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("events", "Print the events of the log, a JSON object on each line");
  const auto options = std::make_shared<events_options>();
  command->add_option("--from", options->from, "Begin at this position of the log")
      ->type_name("P")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{9'223'372'036'854'775'807u}).description(""));
  command->add_option("--stream", options->wanted.stream, "Only the events of this stream")->type_name("S");
  command->add_option("--type", options->wanted.types, "Only events of this type; may be given several times")
      ->type_name("T")
      ->take_all()
      ->allow_extra_args(false);
  command->add_option("--limit", options->wanted.limit, "At most so many")
      ->type_name("N")
      ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{9'223'372'036'854'775'807u}));
  add_database_option(*command, call);
  command->footer(examples);
  when_chosen(*command, call, options, run_events);
}

} // namespace docket::app
