#include "docket/persistence/store/sqlite/archive/archive_scan.hpp"

#include <algorithm>

namespace docket::sqlite {

archive_scan::archive_scan(archive_shelf& shelf, std::int64_t first, std::int64_t last)
    : shelf_(shelf),
      last_(last) {
  for (const auto archive : shelf.between(first, last))
    cursors_.push_back({archive, first, nullptr});
}

const archive::archived_event* archive_scan::next() {
  std::erase_if(cursors_, [this](cursor& c) { return !settle(c); });
  const auto earliest =
      std::ranges::min_element(cursors_, {}, [](const cursor& c) { return c.at->position; });
  if (earliest == cursors_.end()) return nullptr;
  const auto& event = *earliest->at++;
  earliest->wanted = event.position + 1;
  return &event;
}

// False when the archive has no more events of the range. A block that an event was taken from stays until
// the next one is asked for.
bool archive_scan::settle(cursor& c) {
  if (!c.block || c.at == c.block->events().end()) {
    c.block = shelf_.block_from(c.archive, c.wanted);
    if (!c.block) return false;
    c.at = c.block->from(c.wanted);
  }
  return c.at->position <= last_;
}

} // namespace docket::sqlite
