#include "docket/persistence/store/sqlite/archive/merged_events.hpp"

#include "docket/persistence/store/sqlite/event_columns.hpp"
#include "docket/persistence/store/sqlite/event_row.hpp"

namespace docket::sqlite {

merged_events::merged_events(statement& live, archive_shelf& shelf, std::int64_t first, std::int64_t last)
    : live_(live),
      rows_(live),
      shelf_(shelf),
      first_(first),
      last_(last) {}

bool merged_events::next() {
  if (!scan_) {
    more_live_ = rows_.next();
    scan_.emplace(shelf_, first_, last_);
    archived_ = scan_->next();
  } else if (taken_from_archive_) {
    archived_ = scan_->next();
  } else {
    more_live_ = rows_.next();
  }
  taken_from_archive_ =
      archived_ && (!more_live_ || archived_->position < live_.integer(event_columns::position));
  return more_live_ || archived_;
}

std::int64_t merged_events::position() const noexcept {
  return taken_from_archive_ ? archived_->position : live_.integer(event_columns::position);
}

std::int64_t merged_events::stream() const noexcept {
  return taken_from_archive_ ? archived_->stream : live_.integer(event_columns::stream);
}

std::int64_t merged_events::version() const noexcept {
  return taken_from_archive_ ? archived_->version : live_.integer(event_columns::version);
}

std::int64_t merged_events::type() const noexcept {
  return taken_from_archive_ ? archived_->type : live_.integer(event_columns::type);
}

event_view merged_events::view(name_lookup& names) const {
  return taken_from_archive_ ? event_of(*archived_, names) : event_of(live_, names);
}

} // namespace docket::sqlite
