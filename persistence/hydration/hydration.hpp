#pragma once

#include "docket/domain/planted_bugs.hpp"
#include "docket/domain/text.hpp"
#include "docket/persistence/codec/codec.hpp"
#include "docket/persistence/hydration/command_memory.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <limits>
#include <string>
#include <utility>

// From events (and a snapshot, where there is one) to what a live aggregate holds.
namespace docket {

// A process manager: an aggregate whose events ask something of others once they are durable. It says when it
// is to be woken, and the append sets that alarm with its events.
template <class Aggregate>
concept process_manager = requires {
  typename Aggregate::request;
};

// What a process manager does when it is woken, long after, belongs to the trace in which it was begun: the
// traceparent of its first event.
template <class Aggregate>
struct opening_trace {};
template <process_manager Aggregate>
struct opening_trace<Aggregate> {
  text traceparent;
};

template <class Aggregate>
struct aggregate_image {
  typename Aggregate::state state{};
  stream_key key = stream_key::none;
  docket::version version{};          // Of its last event; 0 before the first.
  docket::version snapshot_version{}; // Of the last snapshot that was written.
  timestamp last_event_at;            // Valid when version is not 0.
  command_memory commands;
  [[no_unique_address]] opening_trace<Aggregate> opened;
};

// Snapshots that this program did not write in one of these forms are ignored. The second is for what was
// opened in a trace: the traceparent stands before the state.
template <class Aggregate>
inline constexpr std::int32_t image_format = 1'000 * codec<Aggregate>::snapshot_format + 1;
template <class Aggregate>
inline constexpr std::int32_t traced_image_format = image_format<Aggregate> + 1;

// An event that cannot be understood, as the error that names the place.
[[nodiscard]] store_error undecodable(const event_view& seen, const codec_error& why);

// The fixed part of a snapshot: when the last event was, before the commands and the state.
void write_image_prefix(std::string& out, timestamp last_event_at, const command_memory& commands);
// Answers how many bytes it took; nothing for bytes of another form.
[[nodiscard]] std::optional<std::size_t> read_image_prefix(std::string_view bytes, timestamp& last_event_at,
                                                           command_memory& commands);

// What stands between that and the state in the traced form.
void write_image_trace(std::string& out, const text& traceparent);
// The same as read_image_prefix().
[[nodiscard]] std::optional<std::size_t> read_image_trace(std::string_view bytes, text& traceparent);

template <class Aggregate>
[[nodiscard]] snapshot snapshot_of(const aggregate_image<Aggregate>& image) {
  const auto early = planted(planted_bug::snapshot_version_early) ? 1u : 0u;
  const auto late = planted(planted_bug::snapshot_version_late) ? 1u : 0u;
  snapshot result{version{value(image.version) - early + late}, image_format<Aggregate>, {}};
  write_image_prefix(result.data, image.last_event_at, image.commands);
  if constexpr (process_manager<Aggregate>) {
    if (!image.opened.traceparent.empty()) {
      result.format = traced_image_format<Aggregate>;
      write_image_trace(result.data, image.opened.traceparent);
    }
  }
  result.data += codec<Aggregate>::encode_state(image.state);
  return result;
}

// False leaves the image as it was: the snapshot is of another form and the stream is read from its
// beginning.
template <class Aggregate>
[[nodiscard]] bool apply_snapshot(aggregate_image<Aggregate>& image, const snapshot& from) {
  const bool traced = process_manager<Aggregate> && from.format == traced_image_format<Aggregate>;
  if (from.format != image_format<Aggregate> && !traced) return false;
  timestamp last_event_at;
  command_memory commands;
  text traceparent;
  auto before_state = read_image_prefix(from.data, last_event_at, commands);
  if (!before_state) return false;
  if (traced) {
    const auto taken = read_image_trace(std::string_view{from.data}.substr(*before_state), traceparent);
    if (!taken) return false;
    *before_state += *taken;
  }
  auto state = codec<Aggregate>::decode_state(std::string_view{from.data}.substr(*before_state));
  if (!state) return false;
  image.state = std::move(*state);
  image.version = image.snapshot_version = from.version;
  image.last_event_at = last_event_at;
  if (!planted(planted_bug::snapshot_forgets_commands)) image.commands = std::move(commands);
  if constexpr (process_manager<Aggregate>) image.opened.traceparent = std::move(traceparent);
  return true;
}

// Notes the command that an event belongs to; the events of one command follow each other.
class command_fold {
public:
  command_fold(command_memory& into, const command_retention& retention)
      : into_(into),
        retention_(retention) {}
  void visit(const event_view& seen);
  void finish(); // After the last event.

private:
  command_memory& into_;
  command_retention retention_;
  std::string id_;
  std::uint64_t fingerprint_ = 0;
  version last_{};
  position first_{};
  timestamp recorded_at_;
  std::uint32_t events_ = 0;
};

// The aggregate as its stream leaves it, from the newest usable snapshot on. Throws store_error (corrupt when
// an event cannot be understood).
template <class Aggregate>
[[nodiscard]] aggregate_image<Aggregate> hydrate(log_reader& reader, std::string_view id,
                                                 const command_retention& retention) {
  aggregate_image<Aggregate> image;
  const auto key = reader.find_stream(Aggregate::stream_type, id);
  if (!key) return image;
  image.key = *key;
  if (const auto stored = reader.load_snapshot(*key)) static_cast<void>(apply_snapshot(image, *stored));
  command_fold commands{image.commands, retention};
  const auto apply = [&](const event_view& seen) {
    auto event = codec<Aggregate>::decode(seen.type, seen.schema, seen.data);
    if (!event) throw undecodable(seen, event.error());
    image.state = evolve(std::move(image.state), *event, seen.occurred_at);
    if constexpr (process_manager<Aggregate>)
      if (image.version == version{}) image.opened.traceparent = text{seen.traceparent};
    image.version = seen.version;
    image.last_event_at = seen.occurred_at;
    if (!planted(planted_bug::hydration_forgets_commands)) commands.visit(seen);
    return true;
  };
  const bool has_snapshot = image.version != version{};
  const auto skipped = has_snapshot && planted(planted_bug::hydration_skips_after_snapshot) ? 1u : 0u;
  const auto repeated = has_snapshot && planted(planted_bug::snapshot_applied_twice) ? 1u : 0u;
  reader.read_stream(*key, version{value(image.version) + 1 + skipped - repeated}, direction::forward,
                     std::numeric_limits<std::size_t>::max(), apply);
  if (!planted(planted_bug::hydration_misses_last_command)) commands.finish();
  return image;
}

} // namespace docket
