#pragma once

#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

// The words of the event log. Events that are not yet written (event_data) and events that are
// (recorded_event) are different types.
namespace docket {

// Place in the one global log, 1..N without gaps; 0 is before the first event.
enum class position : std::uint64_t {};
// Place in a stream, 1..n without gaps; 0 is a stream without events.
enum class version : std::uint32_t {};

[[nodiscard]] constexpr std::uint64_t value(position p) noexcept { return static_cast<std::uint64_t>(p); }
[[nodiscard]] constexpr std::uint32_t value(version v) noexcept { return static_cast<std::uint32_t>(v); }

// The store's own short name of a stream, given at its first append; `none` when the caller does not know it.
enum class stream_key : std::int64_t { none = 0 };

struct stream_name {
  std::string_view type; // Static storage: "order", "payment", ...
  text id;

  friend bool operator==(const stream_name&, const stream_name&) = default;
};

using uuid = std::array<std::uint8_t, 16>;
using sha256 = std::array<std::uint8_t, 32>;

// Who asked for it and why; the same for all events of one command. Empty text: not stated.
struct command_metadata {
  text command_id;
  std::uint64_t fingerprint = 0; // Of the command's payload; 0 without a command id.
  text user;
  text correlation; // What belongs together across streams.
  text causation;   // The event or command that caused this one.
  text traceparent; // W3C Trace Context.

  friend bool operator==(const command_metadata&, const command_metadata&) = default;
};

// An event that is not yet written.
struct event_data {
  uuid id{};                 // UUIDv7.
  std::string_view type;     // Static storage: "OrderCreated", ...
  std::int32_t schema = 1;   // Schema version of `data`.
  timestamp occurred_at;     // When it happened in the business.
  std::uint32_t command = 0; // Index into append::commands.
  std::string data;          // JSON object.
};

// What an append demands of its stream; one that finds it otherwise conflicts, alone.
class expected_version {
public:
  enum class kind : std::uint8_t { any, no_stream, stream_exists, exactly };

  [[nodiscard]] static constexpr expected_version any() noexcept { return {kind::any, {}}; }
  [[nodiscard]] static constexpr expected_version no_stream() noexcept { return {kind::no_stream, {}}; }
  [[nodiscard]] static constexpr expected_version stream_exists() noexcept {
    return {kind::stream_exists, {}};
  }
  [[nodiscard]] static constexpr expected_version exactly(version v) noexcept { return {kind::exactly, v}; }

  // Whether a stream whose last event has version `current` (0: no stream) satisfies it.
  [[nodiscard]] constexpr bool holds_for(version current) const noexcept {
    switch (kind_) {
    case kind::any: return true;
    case kind::no_stream: return current == version{0};
    case kind::stream_exists: return current != version{0};
    case kind::exactly: return current == version_;
    }
    return false;
  }

  [[nodiscard]] std::string describe() const; // "no stream", "exactly version 3", ...

private:
  constexpr expected_version(kind k, version v) noexcept : kind_(k), version_(v) {}

  kind kind_;
  version version_;
};

// What an append does to the deadline of its stream: the one time at which somebody wants to be woken for it.
class deadline_change {
public:
  enum class kind : std::uint8_t { keep, set, clear };

  constexpr deadline_change() noexcept = default; // keep.

  // It stays as it is, set or not.
  [[nodiscard]] static constexpr deadline_change keep() noexcept { return {}; }
  // It is `due` from now on, whatever it was.
  [[nodiscard]] static constexpr deadline_change set(timestamp due) noexcept { return {kind::set, due}; }
  // The stream has none from now on.
  [[nodiscard]] static constexpr deadline_change clear() noexcept { return {kind::clear, {}}; }

  [[nodiscard]] constexpr kind what() const noexcept { return what_; }
  [[nodiscard]] constexpr timestamp due() const noexcept { return due_; } // Of `set`.

  friend bool operator==(const deadline_change&, const deadline_change&) = default;

private:
  constexpr deadline_change(kind what, timestamp due) noexcept : what_(what), due_(due) {}

  kind what_ = kind::keep;
  timestamp due_;
};

// Events for one stream that stand or fall together. Usually one command's; a busy aggregate's append carries
// the events of several commands in turn.
struct append {
  stream_name stream;
  stream_key key = stream_key::none;
  expected_version expected = expected_version::any();
  std::vector<command_metadata> commands;
  std::vector<event_data> events; // At least one.
  deadline_change deadline{};     // In the same transaction; nothing when the append conflicts.
};

// An event as the log holds it, seen through the reader's memory: valid only during the visit.
struct event_view {
  docket::position position{};
  std::string_view stream_type;
  std::string_view stream_id;
  stream_key key = stream_key::none;
  docket::version version{};
  uuid id{};
  std::string_view type;
  std::int32_t schema = 1;
  timestamp occurred_at;
  timestamp recorded_at; // When it was committed.
  std::string_view command_id, user, correlation, causation, traceparent;
  std::uint64_t fingerprint = 0;
  std::string_view data;
};

// The same, kept.
struct recorded_event {
  docket::position position{};
  std::string stream_type, stream_id;
  stream_key key = stream_key::none;
  docket::version version{};
  uuid id{};
  std::string type;
  std::int32_t schema = 1;
  timestamp occurred_at;
  timestamp recorded_at;
  std::string command_id, user, correlation, causation, traceparent;
  std::uint64_t fingerprint = 0;
  std::string data;

  recorded_event() = default;
  explicit recorded_event(const event_view& seen);
  [[nodiscard]] event_view view() const noexcept;

  friend bool operator==(const recorded_event&, const recorded_event&) = default;
};

// Where the log ends.
struct log_head {
  docket::position position{};
  std::uint64_t commit = 0; // Commits are numbered 1..N without gaps.
  sha256 hash{};            // Of the last commit; all zero in an empty log.

  friend bool operator==(const log_head&, const log_head&) = default;
};

// A stream's deadline, seen through the reader's memory: valid only during the visit.
struct deadline_view {
  timestamp due;
  stream_key stream = stream_key::none;
  std::string_view stream_type, stream_id;
};

// A place in the order in which deadlines are read: by time, those of one time by stream key. As it is made,
// it is before the first.
struct deadline_cursor {
  timestamp due{std::numeric_limits<std::int64_t>::min()};
  stream_key stream = stream_key::none;

  friend auto operator<=>(const deadline_cursor&, const deadline_cursor&) = default;
};

struct snapshot {
  docket::version version{}; // Of the last event in it.
  std::int32_t format = 0;   // A snapshot of another format is ignored.
  std::string data;
};

} // namespace docket
