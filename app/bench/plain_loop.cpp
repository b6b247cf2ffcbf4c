#include "docket/app/bench/plain_loop.hpp"

#include "docket/app/bench/order_life.hpp"

#include <fmt/format.h>
#include <functional>

namespace docket::app::bench {
namespace {

std::string insert_into(const row_table& table) {
  const std::vector<std::string> marks(table.columns.size(), "?");
  return fmt::format("INSERT INTO {} ({}) VALUES ({})", table.name, fmt::join(table.columns, ", "),
                     fmt::join(marks, ", "));
}

SQLite::Database make_database(const std::filesystem::path& path, const config::store_config& settings) {
  auto made = sqlite::open_for_writing(sqlite::locate_for_writing(path), settings.cache_bytes);
  const auto page_bytes = static_cast<std::uint64_t>(made.execAndGet("PRAGMA page_size").getInt64());
  made.exec(fmt::format("PRAGMA wal_autocheckpoint = {}", settings.checkpoint_wal_bytes / page_bytes));
  return made;
}

} // namespace

row_writer::row_writer(sqlite3* connection, const row_table& rows)
    : rows_(rows),
      insert_(connection, insert_into(rows), "writing a row again") {}

void row_writer::set(std::size_t column, std::int64_t number) {
  insert_.bind(static_cast<int>(column) + 1, number);
}

void row_writer::set(std::size_t column, std::string_view text) {
  insert_.bind_text(static_cast<int>(column) + 1, text);
}

void row_writer::write(std::size_t n, std::uint64_t set_columns) {
  const auto* cells = rows_.row(n);
  for (std::size_t i = 0; i < rows_.columns.size(); ++i) {
    if (set_columns >> i & 1) continue;
    const auto parameter = static_cast<int>(i) + 1;
    switch (cells[i].is) {
    case cell::kind::null: insert_.bind_text_or_null(parameter, {}); break;
    case cell::kind::integer: insert_.bind(parameter, cells[i].number); break;
    case cell::kind::text: insert_.bind_text(parameter, rows_.text(cells[i])); break;
    case cell::kind::blob: insert_.bind_blob(parameter, rows_.blob(cells[i])); break;
    }
  }
  insert_.run();
}

plain_loop::plain_loop(const std::filesystem::path& database, const log_rows& rows,
                       const config::store_config& settings)
    : rows_(rows),
      database_(make_database(database, settings)),
      begin_(database_.getHandle(), "BEGIN IMMEDIATE", "beginning a commit"),
      commit_(database_.getHandle(), "COMMIT", "committing"),
      streams_(database_.getHandle(), rows.streams),
      events_(database_.getHandle(), rows.events),
      commits_(database_.getHandle(), rows.commits),
      stream_of_event_(rows.events.column("stream")),
      version_of_event_(rows.events.column("version")),
      position_of_event_(rows.events.column("position")),
      key_of_stream_(rows.streams.column("key")),
      id_of_stream_(rows.streams.column("id")),
      number_of_commit_(rows.commits.column("number")),
      first_of_commit_(rows.commits.column("first")),
      last_of_commit_(rows.commits.column("last")) {
  row_writer types{database_.getHandle(), rows.types};
  for (std::size_t n = 0; n < rows.types.rows(); ++n)
    types.write(n, 0);
}

void plain_loop::commit(std::size_t events) {
  const auto first = written_ + 1;
  begin_.run();
  for (std::size_t i = 0; i < events; ++i)
    write_event();
  write_commit(first);
  commit_.run();
}

void plain_loop::write_event() {
  const auto row = static_cast<std::size_t>(written_ % rows_.events.rows());
  if (row == 0 && written_ > 0) {
    ++round_;
    keys_given_ += static_cast<std::int64_t>(rows_.streams.rows());
  }
  ++written_;
  const auto* cells = rows_.events.row(row);
  const auto key = cells[stream_of_event_].number;
  if (cells[version_of_event_].number == 1) write_stream(key);
  events_.set(position_of_event_, static_cast<std::int64_t>(written_));
  events_.set(stream_of_event_, keys_given_ + key);
  events_.write(row, 1u << position_of_event_ | 1u << stream_of_event_);
}

// Keys are given from 1 without gaps, so they are places in the table.
void plain_loop::write_stream(std::int64_t key) {
  const auto row = static_cast<std::size_t>(key) - 1;
  streams_.set(key_of_stream_, keys_given_ + key);
  streams_.set(id_of_stream_, stream_id(rows_.streams.text(rows_.streams.row(row)[id_of_stream_])));
  streams_.write(row, 1u << key_of_stream_ | 1u << id_of_stream_);
}

// Another id of the same length in each round, spread like the first one: it goes into an index.
std::string_view plain_loop::stream_id(std::string_view read) {
  id_ = read;
  constexpr std::size_t digits = 16;
  if (round_ > 0 && id_.size() >= digits) {
    const auto bits = std::hash<std::string_view>{}(read);
    put_hex(id_.data() + id_.size() - digits, spread(bits + round_));
  }
  return id_;
}

void plain_loop::write_commit(std::uint64_t first) {
  const auto row = static_cast<std::size_t>(committed_++ % rows_.commits.rows());
  commits_.set(number_of_commit_, static_cast<std::int64_t>(committed_));
  commits_.set(first_of_commit_, static_cast<std::int64_t>(first));
  commits_.set(last_of_commit_, static_cast<std::int64_t>(written_));
  commits_.write(row, 1u << number_of_commit_ | 1u << first_of_commit_ | 1u << last_of_commit_);
}

} // namespace docket::app::bench
