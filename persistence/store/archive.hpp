#pragma once

#include "docket/persistence/store/event_store.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

// Moves the events of streams that have ended out of the database into a compressed file beside it, where
// every reader of the log finds them as before.
namespace docket {

// What may be asked of a log before streams of it are archived. A stream is quiet when all its events
// happened before the time in question and it has no deadline.
class quiet_streams {
public:
  using visitor = std::function<void(stream_key key, const std::string& id)>;

  virtual ~quiet_streams() = default;

  // The quiet streams of this type that have events outside archives. The visitor may ask further.
  virtual void visit(std::string_view type, const visitor& visit) = 0;
  [[nodiscard]] virtual bool contains(stream_key stream) = 0;
  [[nodiscard]] virtual log_reader& log() = 0;
};

// Takes the streams that are to be archived: one who knows what events mean tells.
using stream_choice = std::function<void(quiet_streams& quiet, const std::function<void(stream_key)>& take)>;

struct archive_report {
  std::uint64_t streams = 0; // That events were moved of.
  std::uint64_t events = 0;  // 0: there was nothing to move, and no archive was made.
  // Of what follows a plan tells nothing.
  std::filesystem::path file;
  std::uint64_t file_bytes = 0;
  std::uint64_t database_bytes_before = 0, database_bytes_after = 0;
  std::string not_shrunk; // Why the database has not become smaller though it was asked to; empty otherwise.
};

struct archive_options {
  // Gives the room that became free back to the file system: rewrites what is left of the database.
  bool shrink = true;
  // Told what is being done ("choosing", "writing", "verifying", "shrinking"), and how much of it.
  std::function<void(std::string_view doing, std::uint64_t done, std::uint64_t total)> progress{};
};

// Archives what `choose` takes of the streams that are quiet before the time, and nothing of others. The
// archive is on the disk, and the whole log verified with it, before the events leave the database; both
// change in one transaction. Whatever happens meanwhile leaves every event in one place. Throws store_error:
// `locked` while anybody has the database open for writing, `corrupt` when the log is damaged; after
// `outcome_unknown` the next opening finds out, and either is whole.
archive_report archive_streams(const std::filesystem::path& database, timestamp before,
                               const stream_choice& choose, const archive_options& options = {});

// What archive_streams() would move, as of now. Changes nothing, and may run beside a writer.
[[nodiscard]] archive_report plan_archive(const std::filesystem::path& database, timestamp before,
                                          const stream_choice& choose);

} // namespace docket
