#include "docket/app/projections/ask_view.hpp"

#include "docket/app/output/progress.hpp"
#include "docket/app/projections/catch_up.hpp"
#include "docket/app/projections/known_projections.hpp"
#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/persistence/views/views_folder.hpp"

#include <fmt/format.h>
#include <optional>
#include <thread>

namespace docket::app {
namespace {

constexpr std::chrono::milliseconds look_every{20};

// Where the view is; nothing when it is not there, or is of another version than this program's.
std::optional<position> reached_by(const std::filesystem::path& folder, const projection& of) {
  try {
    const auto reader = open_live_view(folder, of.name());
    if (reader->identity().version != of.version()) return std::nullopt;
    return reader->position();
  } catch (const store_error& error) {
    if (error.code() != store_errc::not_found) throw;
    return std::nullopt;
  }
}

[[noreturn]] void fail_behind(std::string_view view, std::optional<position> reached, position goal,
                              std::chrono::seconds within, const std::string& holder) {
  const auto where = reached ? fmt::format("is at position {}", value(*reached)) : "does not exist yet";
  throw command_failed{
      fmt::format("the view {} {} and did not get to {} within {} s; {}. --within waits longer", view, where,
                  value(goal), within.count(), holder)};
}

// Whether this process caught it up; else why not: who holds the folder.
std::optional<std::string> try_to_catch_up(const std::filesystem::path& folder,
                                           const projection_factory& make, log_reader& log) {
  try {
    views_folder own{folder};
    catch_up(own, make, log);
    return std::nullopt;
  } catch (const store_error& error) {
    if (error.code() != store_errc::locked) throw;
    return error.what();
  }
}

void bring_to_head(const std::filesystem::path& folder, std::string_view view, log_reader& log,
                   std::chrono::seconds within) {
  const auto make = known_projection(view);
  const auto of = make();
  const auto goal = log.head().position;
  const auto until = std::chrono::steady_clock::now() + within;
  progress words{"waiting", "events"};
  for (;;) {
    const auto reached = reached_by(folder, *of);
    if (reached && *reached >= goal) return; // Nobody has to write.
    const auto holder = try_to_catch_up(folder, make, log);
    if (!holder) return;
    if (std::chrono::steady_clock::now() >= until) fail_behind(view, reached, goal, within, *holder);
    words.show(fmt::format("for the view {}: {}", view, *holder));
    std::this_thread::sleep_for(look_every);
  }
}

} // namespace

std::string refusal_text(query_refusal refusal) {
  if (refusal.message.ends_with('.')) refusal.message.pop_back();
  return fmt::format("{} ({})", refusal.message, refusal.rule);
}

view_to_ask open_view(const invocation& call, std::string_view view, std::chrono::seconds within) {
  const auto database = call.database_or_default();
  auto log = open_sqlite_reader(database);
  const auto folder = views_folder_of(database);
  bring_to_head(folder, view, *log, within);
  return {std::move(log), open_live_view(folder, view)};
}

} // namespace docket::app
