#include "docket/app/demo/demo_database.hpp"

#include "docket/app/demo/catalogue.hpp"
#include "docket/app/demo/story_commands.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/domain/stock/stock.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <algorithm>
#include <cstddef>
#include <fmt/format.h>

namespace docket::app {
namespace {

constexpr std::size_t page_events = 10'000;

bool is_of_demo(const event_view& event) {
  if (event.stream_type != stock::stream_type) return event.stream_id.starts_with(demo_prefix);
  return std::ranges::find(products(), event.stream_id, &product::id) != products().end();
}

// True when every stream of the log is an order of a demonstration, or what belongs to it; also of an empty
// log.
bool holds_only_demo_orders(log_reader& log) {
  bool only = true;
  const auto look = [&only](const event_view& event) {
    only = is_of_demo(event);
    return only;
  };
  for (position from{1}; only;) {
    const auto last = log.read_log(from, {}, page_events, look);
    if (value(last) < value(from)) break;
    from = position{value(last) + 1};
  }
  return only;
}

void remove_database(const std::filesystem::path& database) {
  for (const auto* suffix : {"-wal", "-shm", ""})
    std::filesystem::remove(database.string() + suffix);
}

} // namespace

void make_room_for_demo(const std::filesystem::path& database) {
  if (!std::filesystem::exists(database)) return;
  {
    // For writing, as that is refused while somebody else writes.
    const auto store = open_sqlite_store(database);
    if (!holds_only_demo_orders(*store->open_reader())) {
      throw command_failed{
          fmt::format("{} holds orders that no demo made, and is left alone; name another database "
                      "with --db",
                      database.string())};
    }
  }
  remove_database(database);
}

} // namespace docket::app
