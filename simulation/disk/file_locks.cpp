#include "docket/simulation/disk/file_locks.hpp"

namespace docket {

file_locks::level file_locks::raise(holder who, level has, level wanted) {
  if (wanted <= has) return has;
  if (has == level::none) {
    if (writers_ >= level::pending) return has;
    ++shared_;
    has = level::shared;
    if (wanted == level::shared) return has;
  }
  if (writer_ != nullptr && writer_ != who) return has;
  writer_ = who;
  if (wanted == level::reserved) return writers_ = level::reserved;
  return writers_ = shared_ > 1 ? level::pending : level::exclusive;
}

void file_locks::lower(holder who, level has, level wanted) {
  if (has <= wanted) return;
  if (writer_ == who) {
    writer_ = nullptr;
    writers_ = level::none;
  }
  if (wanted == level::none) --shared_;
}

} // namespace docket
