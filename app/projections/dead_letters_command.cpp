#include "docket/app/commands.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/app/program/system_time.hpp"
#include "docket/app/projections/known_projections.hpp"
#include "docket/app/projections/own_views.hpp"
#include "docket/app/read/open_log.hpp"
#include "docket/persistence/views/view_rebuild.hpp"
#include "docket/persistence/views/views_folder.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>

namespace docket::app {
namespace {

using json = nlohmann::ordered_json;

constexpr std::size_t error_columns_max = 80;

struct letter_options {
  std::string view;
  std::uint64_t position = 0;
  bool apply = false;
  bool json = false;
  std::string by, reason;
};

constexpr auto footer =
    R"(A dead letter is an event that a projection could not be told, however often it was tried. Later events of its
stream wait behind it; all other streams go on.

Examples:
  docket dead-letters list
  docket dead-letters show order_list 1234
  docket dead-letters retry order_list 1234             what would happen
  docket dead-letters retry order_list 1234 --apply     and doing it
  docket dead-letters discard order_list 1234 --by anna --reason "a test order")";

std::string dumped(const json& object) {
  return object.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

json json_of(const std::string& view, const dead_letter& letter) {
  return {{"projection", view},
          {"position", value(letter.position)},
          {"stream", letter.stream_id},
          {"streamType", letter.stream_type},
          {"type", letter.event_type},
          {"occurredAt", format_timestamp(letter.occurred_at)},
          {"error", letter.error},
          {"attempts", letter.attempts},
          {"parkedAt", format_timestamp(letter.parked_at)},
          {"waiting", letter.waiting}};
}

// Those of all views that were built.
template <class Visit>
void each_letter(const std::filesystem::path& folder, Visit visit) {
  for (const auto& name : known_projection_names()) {
    try {
      const auto view = open_live_view(folder, name);
      for (const auto& letter : list_dead_letters(*view))
        visit(name, letter);
    } catch (const store_error& error) {
      if (error.code() != store_errc::not_found) throw;
    }
  }
}

exit_status run_list(invocation& call, const letter_options& options) {
  static_cast<void>(open_log(call)); // A wrong path is said to be one.
  json object{{"deadLetters", json::array()}};
  table rows{{side::left, side::right, side::left, side::left, side::right, side::left}};
  rows.add({"Projection", "Position", "Stream", "Event", "Waiting", "Error"});
  each_letter(views_folder_of(call.database_or_default()), [&](const std::string& view,
                                                               const dead_letter& letter) {
    object["deadLetters"].push_back(json_of(view, letter));
    rows.add({view, grouped(value(letter.position)), printable(letter.stream_type + "/" + letter.stream_id),
              letter.event_type, grouped(letter.waiting), clipped(letter.error, error_columns_max)});
  });
  const bool none = object["deadLetters"].empty();
  call.out.write(options.json ? dumped(object) : none ? "There are no dead letters\n" : rows.text());
  return exit_status::well;
}

[[noreturn]] void no_such_letter(const letter_options& options) {
  throw command_failed{
      fmt::format("the view {} has no dead letter at position {}; docket dead-letters list shows "
                  "those that there are",
                  options.view, options.position)};
}

dead_letter letter_of(const std::vector<dead_letter>& letters, const letter_options& options) {
  const auto found = std::find_if(letters.begin(), letters.end(), [&](const dead_letter& letter) {
    return value(letter.position) == options.position;
  });
  if (found == letters.end()) no_such_letter(options);
  return *found;
}

std::vector<dead_letter> letters_of(invocation& call, const letter_options& options) {
  static_cast<void>(known_projection(options.view));
  static_cast<void>(open_log(call));
  try {
    return list_dead_letters(*open_live_view(views_folder_of(call.database_or_default()), options.view));
  } catch (const store_error& error) {
    if (error.code() != store_errc::not_found) throw;
    no_such_letter(options);
  }
}

exit_status run_show(invocation& call, const letter_options& options) {
  const auto letter = letter_of(letters_of(call, options), options);
  auto object = json_of(options.view, letter);
  object["schemaVersion"] = letter.schema;
  object["data"] = json::parse(letter.data, nullptr, false);
  if (object["data"].is_discarded()) object["data"] = letter.data;
  call.out.write(options.json ? dumped(object)
                              : printable(object.dump(2, ' ', false, json::error_handler_t::replace)) + "\n");
  return exit_status::well;
}

std::string outcome_text(const retry_result& result, bool done) {
  const auto events = counted(result.applied, "event", "events");
  auto text = done ? fmt::format("{} applied\n", events) : fmt::format("{} would be applied\n", events);
  if (result.poison)
    text += fmt::format("The one at position {} still cannot be: {}; {} behind it\n",
                        value(result.poison->position), printable(result.poison->error),
                        counted(result.still_waiting, "waits", "wait"));
  return text + (done ? "" : "Nothing was changed; --apply does it\n");
}

exit_status told(invocation& call, const letter_options& options,
                 const expected<retry_result, rejection>& result, bool done) {
  if (!result) throw command_failed{result.error().message};
  json object{{"applied", result->applied}, {"stillWaiting", result->still_waiting}, {"done", done}};
  if (result->poison)
    object["failedAt"] = {{"position", value(result->poison->position)}, {"error", result->poison->error}};
  call.out.write(options.json ? dumped(object) : outcome_text(*result, done));
  return result->poison ? exit_status::failed : exit_status::well;
}

// The view, as the one who writes it.
kept_view kept(views_folder& folder, const letter_options& options) {
  auto view = open_kept_view(folder, known_projection(options.view), system_time());
  if (!view)
    throw command_failed{
        fmt::format("the view {} is of another version of docket; docket projections rebuild {} "
                    "makes it anew, dead letters and all",
                    options.view, options.view)};
  return *std::move(view);
}

// What `settle` makes of the letter, with the log and the view's writer.
template <class Settle>
exit_status settled(invocation& call, const letter_options& options, bool done, Settle settle) {
  const auto letter = letter_of(letters_of(call, options), options);
  const auto log = open_log(call);
  const auto own = own_views(call);
  auto& folder = *own;
  auto view = kept(folder, options);
  return told(call, options, settle(*view.runner, *log, letter.key), done);
}

exit_status run_retry(invocation& call, const letter_options& options) {
  return settled(call, options, options.apply, [&](auto& runner, auto& log, const auto& key) {
    return runner.retry(log, key, !options.apply, system_time());
  });
}

exit_status run_discard(invocation& call, const letter_options& options) {
  return settled(call, options, true, [&](auto& runner, auto& log, const auto& key) {
    return runner.discard(log, key, options.by, options.reason, system_time());
  });
}

using run = exit_status (*)(invocation&, const letter_options&);

CLI::App* add(CLI::App& to, invocation& call, const char* name, const char* what,
              const std::shared_ptr<letter_options>& options, bool of_one, run action) {
  auto* command = to.add_subcommand(name, what);
  if (of_one) {
    command->add_option("PROJECTION", options->view, "Whose dead letter it is")->required();
    command->add_option("POSITION", options->position, "Of the event that could not be applied")->required();
  }
  command->add_flag("--json", options->json, "Print one JSON object");
  add_database_option(*command, call);
  command->callback([&call, options, action] {
    call.action = [&call, options, action] { return action(call, *options); };
  });
  return command;
}

} // namespace

void add_dead_letters_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("dead-letters", "See to events that a projection could not be told");
  command->require_subcommand(1);
  add_database_option(*command, call);
  const auto options = std::make_shared<letter_options>();
  add(*command, call, "list", "List them", options, false, run_list);
  add(*command, call, "show", "Show one with its payload", options, true, run_show);
  add(*command, call, "retry", "Try one again, and what waits behind it", options, true, run_retry)
      ->add_flag("--apply", options->apply, "Do it; without this it is only said what would happen");
  auto* discard = add(*command, call, "discard", "Do without one for good", options, true, run_discard);
  discard->add_option("--by", options->by, "Who decides that")->required();
  discard->add_option("--reason", options->reason, "Why")->required();
  command->footer(footer); // Last: subcommands would inherit it.
}

} // namespace docket::app
