#include "docket/persistence/store/sqlite/archive/quiet_query.hpp"

#include "docket/persistence/store/sqlite/connection.hpp"
#include "docket/persistence/store/sqlite/schema.hpp"

#include <utility>

namespace docket::sqlite {
namespace {

constexpr std::int64_t streams_per_progress = 4096;

} // namespace

quiet_query::quiet_query(const database_file& file, timestamp before, told progress)
    : log_(open_for_reading(file)),
      database_(open_for_reading(file)),
      connection_(database_.getHandle()),
      names_(connection_),
      before_(before),
      progress_(std::move(progress)),
      streams_(connection_, "SELECT key, id FROM streams WHERE type = ? ORDER BY key", "reading the streams"),
      last_key_(connection_, "SELECT max(key) FROM streams", "reading the last stream"),
      last_event_(connection_,
                  "SELECT occurred_at FROM events WHERE stream = ? ORDER BY version DESC LIMIT 1",
                  "reading a stream's last event") {
  if (format_of(connection_) >= format_with_deadlines)
    deadline_.emplace(connection_, "SELECT 1 FROM deadlines WHERE stream = ?", "looking for a deadline");
}

void quiet_query::visit(std::string_view type, const visitor& visit) {
  const auto number = names_.type_id(type);
  if (!number) return;
  const rows_of last{last_key_};
  const auto total = last.next() ? last_key_.integer(0) : 0;
  streams_.bind(1, *number);
  std::int64_t seen = 0;
  for (const rows_of rows{streams_}; rows.next();) {
    const stream_key key{streams_.integer(0)};
    if (progress_ && ++seen % streams_per_progress == 0)
      progress_(static_cast<std::uint64_t>(streams_.integer(0)), static_cast<std::uint64_t>(total));
    const auto ended = last_event_outside(key);
    if (ended && *ended < before_ && !has_deadline(key)) visit(key, std::string{streams_.text(1)});
  }
}

bool quiet_query::contains(stream_key stream) {
  const auto ended = last_event_outside(stream);
  return (!ended || *ended < before_) && !has_deadline(stream);
}

// Time never goes back within a stream: the last event is the latest.
std::optional<timestamp> quiet_query::last_event_outside(stream_key stream) {
  last_event_.bind(1, static_cast<std::int64_t>(stream));
  const rows_of rows{last_event_};
  return rows.next() ? std::optional{timestamp{last_event_.integer(0)}} : std::nullopt;
}

bool quiet_query::has_deadline(stream_key stream) {
  if (!deadline_) return false;
  deadline_->bind(1, static_cast<std::int64_t>(stream));
  const rows_of rows{*deadline_};
  return rows.next();
}

void chosen_streams::take(stream_key stream) {
  const auto index = static_cast<std::size_t>(stream);
  if (index >= taken_.size()) taken_.resize(index + 1);
  taken_[index] = true;
}

std::vector<std::int64_t> chosen_streams::keys() const {
  std::vector<std::int64_t> keys;
  for (std::size_t key = 0; key < taken_.size(); ++key)
    if (taken_[key]) keys.push_back(static_cast<std::int64_t>(key));
  return keys;
}

} // namespace docket::sqlite
