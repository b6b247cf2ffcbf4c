#include "docket/persistence/store/sqlite/archive/event_mover.hpp"

#include "docket/persistence/store/sqlite/event_columns.hpp"
#include "docket/persistence/store/sqlite/stored_form.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

#include <cstring>

namespace docket::sqlite {
namespace {

using namespace event_columns;

constexpr std::uint64_t events_per_progress = 16384;

// The hash is over values: what has the same value in another form would be lost unseen.
void require_shape(const statement& row) {
  const auto column = misshapen_column(row);
  const auto stored_id = row.blob(id);
  if (column.empty() && stored_id.size() == uuid{}.size()) return;
  throw store_error(store_errc::corrupt,
                    fmt::format("the event at position {} is not as it was written (column {}); run `docket "
                                "verify`",
                                row.integer(event_columns::position), column.empty() ? "id" : column));
}

archive::archived_event event_in(const statement& row) {
  archive::archived_event event{.position = row.integer(event_columns::position),
                                .stream = row.integer(stream),
                                .version = row.integer(event_columns::version),
                                .type = row.integer(type),
                                .schema = row.integer(schema),
                                .occurred_at = row.integer(occurred_at),
                                .recorded_at = row.integer(recorded_at),
                                .fingerprint = static_cast<std::uint64_t>(row.integer(fingerprint)),
                                .command_id = row.text(command_id),
                                .user = row.text(user),
                                .correlation = row.text(correlation),
                                .causation = row.text(causation),
                                .traceparent = row.text(traceparent),
                                .data = row.text(data)};
  std::memcpy(event.id.data(), row.blob(id).data(), event.id.size());
  return event;
}

} // namespace

event_mover::event_mover(sqlite3* connection)
    : events_(connection, fmt::format("SELECT {} FROM events ORDER BY position", names),
              "reading the events"),
      versions_(connection, "SELECT version, position FROM events WHERE stream = ? ORDER BY version",
                "reading a stream"),
      remove_(connection, "DELETE FROM events WHERE stream = ?", "taking archived events out"),
      insert_archive_(connection,
                      "INSERT INTO archives (number, file, bytes, hash, events, first, last, closed_before) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                      "recording an archive"),
      insert_block_(connection,
                    "INSERT INTO archive_blocks (archive, last, first, start, bytes, raw_bytes) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    "recording a block of an archive"),
      insert_piece_(connection,
                    "INSERT INTO archived_streams (stream, first, last, archive, positions) "
                    "VALUES (?, ?, ?, ?, ?)",
                    "recording an archived stream"),
      last_number_(connection, "SELECT max(number) FROM archives", "reading the last archive") {}

std::int64_t event_mover::next_number() {
  const rows_of rows{last_number_};
  return (rows.next() ? last_number_.integer(0) : 0) + 1;
}

void event_mover::write(const chosen_streams& chosen, archive::archive_writer& to, const told& progress) {
  std::uint64_t seen = 0;
  for (const rows_of rows{events_}; rows.next();) {
    if (++seen % events_per_progress == 0) progress(seen);
    if (!chosen.contains(events_.integer(stream))) continue;
    require_shape(events_);
    to.add(event_in(events_));
  }
}

void event_mover::record(const recorded_archive& made, const std::vector<archive::block_place>& blocks,
                         timestamp closed_before) {
  insert_archive_.bind(1, made.number);
  insert_archive_.bind_text(2, made.file);
  insert_archive_.bind(3, static_cast<std::int64_t>(made.bytes));
  insert_archive_.bind_blob(4, made.hash);
  insert_archive_.bind(5, static_cast<std::int64_t>(made.events));
  insert_archive_.bind(6, made.first);
  insert_archive_.bind(7, made.last);
  insert_archive_.bind(8, closed_before.microseconds);
  insert_archive_.run();
  for (const auto& block : blocks) {
    insert_block_.bind(1, made.number);
    insert_block_.bind(2, block.last);
    insert_block_.bind(3, block.first);
    insert_block_.bind(4, static_cast<std::int64_t>(block.offset));
    insert_block_.bind(5, static_cast<std::int64_t>(block.bytes));
    insert_block_.bind(6, static_cast<std::int64_t>(block.raw_bytes));
    insert_block_.run();
  }
}

std::uint64_t event_mover::take_out(const chosen_streams& chosen, std::int64_t archive) {
  std::uint64_t streams = 0;
  for (const auto stream : chosen.keys())
    if (take_out(stream, archive)) ++streams;
  return streams;
}

bool event_mover::take_out(std::int64_t stream, std::int64_t archive) {
  stream_piece piece{.archive = archive, .positions = {}};
  versions_.bind(1, stream);
  for (const rows_of rows{versions_}; rows.next();) {
    if (piece.positions.empty()) piece.first = versions_.integer(0);
    piece.last = versions_.integer(0);
    piece.positions.push_back(versions_.integer(1));
  }
  if (piece.positions.empty()) return false; // All of it is archived already.
  const auto positions = packed(piece.positions);
  insert_piece_.bind(1, stream);
  insert_piece_.bind(2, piece.first);
  insert_piece_.bind(3, piece.last);
  insert_piece_.bind(4, archive);
  insert_piece_.bind_blob(5, {reinterpret_cast<const std::uint8_t*>(positions.data()), positions.size()});
  insert_piece_.run();
  remove_.bind(1, stream);
  remove_.run();
  return true;
}

} // namespace docket::sqlite
