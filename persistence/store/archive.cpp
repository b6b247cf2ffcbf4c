#include "docket/persistence/store/archive.hpp"

#include "docket/persistence/store/sqlite/archive/archive_run.hpp"
#include "docket/persistence/store/sqlite/connection.hpp"

namespace docket {

archive_report archive_streams(const std::filesystem::path& database, timestamp before,
                               const stream_choice& choose, const archive_options& options) {
  static_cast<void>(sqlite::locate_for_reading(database)); // One that is not there has nothing to archive.
  sqlite::archive_run run{sqlite::locate_for_writing(database), before, options};
  return run.run(choose);
}

archive_report plan_archive(const std::filesystem::path& database, timestamp before,
                            const stream_choice& choose) {
  const auto file = sqlite::locate_for_reading(database);
  sqlite::chosen_streams chosen;
  {
    sqlite::quiet_query quiet{file, before, {}};
    choose(quiet, [&](stream_key stream) { chosen.take(stream); });
  }
  auto connection = sqlite::open_for_reading(file);
  sqlite::statement count{connection.getHandle(), "SELECT count(*) FROM events WHERE stream = ?",
                          "counting a stream's events"};
  archive_report plan;
  for (const auto stream : chosen.keys()) {
    count.bind(1, stream);
    const sqlite::rows_of rows{count};
    const auto events = rows.next() ? count.integer(0) : 0;
    plan.events += static_cast<std::uint64_t>(events);
    plan.streams += events > 0 ? 1 : 0;
  }
  plan.database_bytes_before = plan.database_bytes_after = file.bytes() + file.wal_bytes();
  return plan;
}

} // namespace docket
