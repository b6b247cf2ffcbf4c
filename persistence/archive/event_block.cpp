#include "docket/persistence/archive/event_block.hpp"

#include "docket/persistence/archive/numbers.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <functional>
#include <utility>

static_assert(std::endian::native == std::endian::little, "FORMAT.md: fingerprints are little-endian");

namespace docket::archive {
namespace {

using number_column = std::int64_t archived_event::*;
using text_column = std::string_view archived_event::*;

// The columns in their order. Never change (FORMAT.md).
constexpr std::array differing{&archived_event::position, &archived_event::stream,
                               &archived_event::occurred_at, &archived_event::recorded_at};
constexpr std::array plain{&archived_event::version, &archived_event::type, &archived_event::schema};
constexpr std::array texts{&archived_event::command_id,  &archived_event::user,
                           &archived_event::correlation, &archived_event::causation,
                           &archived_event::traceparent, &archived_event::data};

// Damage may have any difference in it: it wraps around and does not overflow.
std::int64_t difference(std::int64_t a, std::int64_t b) noexcept {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}
std::int64_t sum(std::int64_t a, std::int64_t b) noexcept {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

void read_differences(byte_source& from, std::vector<archived_event>& events, number_column column) {
  std::int64_t before = 0;
  for (auto& event : events)
    before = event.*column = sum(before, from.signed_number());
}

void read_texts(byte_source& from, std::vector<archived_event>& events, text_column column) {
  std::vector<std::size_t> sizes(events.size());
  for (auto& size : sizes)
    size = from.number();
  for (std::size_t i = 0; i < events.size(); ++i)
    events[i].*column = from.bytes(sizes[i]);
}

bool ascends(const archived_event& a, const archived_event& b) noexcept { return a.position < b.position; }

} // namespace

event_block::event_block(std::string bytes, std::string_view what) : bytes_(std::move(bytes)) {
  byte_source from{bytes_, what};
  const auto count = from.number();
  if (count == 0 || count > bytes_.size()) from.damaged();
  events_.resize(count);
  for (const auto column : differing)
    read_differences(from, events_, column);
  for (const auto column : plain)
    for (auto& event : events_)
      event.*column = from.signed_number();
  for (auto& event : events_)
    std::memcpy(event.id.data(), from.bytes(event.id.size()).data(), event.id.size());
  for (auto& event : events_)
    std::memcpy(&event.fingerprint, from.bytes(sizeof event.fingerprint).data(), sizeof event.fingerprint);
  for (const auto column : texts)
    read_texts(from, events_, column);
  const bool in_order = std::ranges::adjacent_find(events_, std::not_fn(ascends)) == events_.end();
  if (!in_order || !from.at_end()) from.damaged();
}

std::vector<archived_event>::const_iterator event_block::from(std::int64_t position) const noexcept {
  return std::ranges::lower_bound(events_, position, {}, &archived_event::position);
}

void block_builder::add(const archived_event& event) {
  events_.push_back(event);
  for (const auto column : texts)
    texts_ += event.*column;
}

std::string block_builder::finish() {
  std::size_t at = 0;
  for (auto& event : events_) // Now that texts_ does not move any more.
    for (const auto column : texts) {
      event.*column = std::string_view{texts_}.substr(at, (event.*column).size());
      at += (event.*column).size();
    }
  std::string bytes;
  bytes.reserve(texts_.size() + events_.size() * 64);
  put_number(bytes, events_.size());
  for (const auto column : differing) {
    std::int64_t before = 0;
    for (const auto& event : events_)
      put_signed(bytes, difference(event.*column, std::exchange(before, event.*column)));
  }
  for (const auto column : plain)
    for (const auto& event : events_)
      put_signed(bytes, event.*column);
  for (const auto& event : events_)
    bytes.append(reinterpret_cast<const char*>(event.id.data()), event.id.size());
  for (const auto& event : events_)
    bytes.append(reinterpret_cast<const char*>(&event.fingerprint), sizeof event.fingerprint);
  for (const auto column : texts) {
    for (const auto& event : events_)
      put_number(bytes, (event.*column).size());
    for (const auto& event : events_)
      bytes += event.*column;
  }
  events_.clear();
  texts_.clear();
  return bytes;
}

} // namespace docket::archive
