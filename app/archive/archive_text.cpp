#include "docket/app/archive/archive_text.hpp"

#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace docket::app {
namespace {

std::string bytes_text(std::uint64_t bytes) { return counted(bytes, "byte", "bytes"); }

std::string sizes_text(const archive_report& moved) {
  table rows{{side::left, side::right}};
  rows.add({"Database before", bytes_text(moved.database_bytes_before)});
  rows.add({"Database after", bytes_text(moved.database_bytes_after)});
  rows.add({"Archive", bytes_text(moved.file_bytes)});
  return rows.text();
}

} // namespace

std::string archive_text(const archive_outcome& outcome) {
  const auto& moved = outcome.moved;
  const auto before = format_timestamp(outcome.closed_before);
  if (moved.events == 0)
    return fmt::format("There is nothing to archive: no order ended before {} that is not archived.\n",
                       before);
  const auto what =
      fmt::format("{} that ended before {} ({} of {})", counted(outcome.orders, "order", "orders"), before,
                  counted(moved.events, "event", "events"), counted(moved.streams, "stream", "streams"));
  if (outcome.dry_run) return fmt::format("Would archive {}.\n", what);
  return fmt::format("Archived {}\ninto {}; the log is whole with it.\n{}", what,
                     printable(moved.file.string()), sizes_text(moved));
}

std::string archive_json(const archive_outcome& outcome) {
  const auto& moved = outcome.moved;
  nlohmann::ordered_json object{{"closedBefore", format_timestamp(outcome.closed_before)},
                                {"dryRun", outcome.dry_run},
                                {"orders", outcome.orders},
                                {"streams", moved.streams},
                                {"events", moved.events}};
  if (!moved.file.empty()) {
    object["archive"] = moved.file.string();
    object["archiveBytes"] = moved.file_bytes;
    object["databaseBytesBefore"] = moved.database_bytes_before;
    object["databaseBytesAfter"] = moved.database_bytes_after;
    if (!moved.not_shrunk.empty()) object["notShrunk"] = moved.not_shrunk;
  }
  return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace docket::app
