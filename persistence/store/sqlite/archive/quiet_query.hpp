#pragma once

#include "docket/persistence/store/archive.hpp"
#include "docket/persistence/store/sqlite/database_file.hpp"
#include "docket/persistence/store/sqlite/log_query.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace docket::sqlite {

// Which streams are quiet, on connections of its own.
class quiet_query final : public quiet_streams {
public:
  using told = std::function<void(std::uint64_t done, std::uint64_t total)>;

  quiet_query(const database_file& file, timestamp before, told progress);

  void visit(std::string_view type, const visitor& visit) override;
  bool contains(stream_key stream) override;
  log_reader& log() override { return log_; }

private:
  [[nodiscard]] bool has_deadline(stream_key stream);
  [[nodiscard]] std::optional<timestamp> last_event_outside(stream_key stream);

  log_query log_;
  SQLite::Database database_;
  sqlite3* connection_;
  name_lookup names_;
  timestamp before_;
  told progress_;
  statement streams_, last_key_, last_event_;
  std::optional<statement> deadline_; // Not in a database of format 1.
};

// The streams that were taken: a bit for each that there is.
class chosen_streams {
public:
  void take(stream_key stream);
  [[nodiscard]] bool contains(std::int64_t stream) const noexcept {
    return stream >= 0 && static_cast<std::size_t>(stream) < taken_.size() &&
           taken_[static_cast<std::size_t>(stream)];
  }
  // By key.
  [[nodiscard]] std::vector<std::int64_t> keys() const;

private:
  std::vector<bool> taken_;
};

} // namespace docket::sqlite
