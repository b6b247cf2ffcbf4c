#pragma once

#include "docket/persistence/archive/archive_writer.hpp"
#include "docket/persistence/store/archive.hpp"
#include "docket/persistence/store/sqlite/archive/quiet_query.hpp"
#include "docket/persistence/store/sqlite/database_file.hpp"
#include "docket/persistence/store/sqlite/write_lock.hpp"

#include <SQLiteCpp/Database.h>

namespace docket::sqlite {

// One archiving, from the lock to the smaller file.
//
//   BEGIN ─ choose ─ write the file, sync it and its name ─ read it back ─ record it ─ take the events out
//   ─ verify the whole log, the file included ─ COMMIT ─ shrink
//
// Until COMMIT nothing in the database is other than it was; a file that no COMMIT has recorded is removed by
// the next run.
class archive_run {
public:
  // Takes the database's lock, and opens it for writing. Throws store_error.
  archive_run(const database_file& file, timestamp before, const archive_options& options);

  [[nodiscard]] archive_report run(const stream_choice& choose); // Once.

private:
  [[nodiscard]] chosen_streams choose(const stream_choice& from);
  void move(const chosen_streams& chosen);
  void prepare_folder();
  void remove_leftovers();
  void verify();
  void commit();
  void shrink();
  void forget_file() noexcept;
  void tell(std::string_view doing, std::uint64_t done, std::uint64_t total) const;

  database_file file_;
  timestamp before_;
  const archive_options& options_;
  write_lock lock_;
  SQLite::Database database_;
  std::filesystem::path folder_;
  archive_report report_;
};

} // namespace docket::sqlite
