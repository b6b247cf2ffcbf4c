#pragma once

#include "docket/persistence/archive/archive_writer.hpp"
#include "docket/persistence/store/log_types.hpp"
#include "docket/persistence/store/sqlite/archive/archive_catalogue.hpp"
#include "docket/persistence/store/sqlite/archive/quiet_query.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"

#include <cstdint>
#include <functional>

namespace docket::sqlite {

// Moves the events of chosen streams into an archive, within a transaction that somebody else begins, commits
// or rolls back.
class event_mover {
public:
  using told = std::function<void(std::uint64_t done)>; // Events of the log that were looked at.

  explicit event_mover(sqlite3* connection);

  // Copies the events into the archive, by position.
  void write(const chosen_streams& chosen, archive::archive_writer& to, const told& progress);
  // Records the archive and its blocks.
  void record(const recorded_archive& made, const std::vector<archive::block_place>& blocks,
              timestamp closed_before);
  // Takes the events out of the log and notes where they are now. Answers how many streams had any.
  std::uint64_t take_out(const chosen_streams& chosen, std::int64_t archive);

  [[nodiscard]] std::int64_t next_number();

private:
  [[nodiscard]] bool take_out(std::int64_t stream, std::int64_t archive);

  statement events_, versions_, remove_, insert_archive_, insert_block_, insert_piece_, last_number_;
};

} // namespace docket::sqlite
