#include "docket/simulation/audit/state_audit.hpp"

#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/codec/stock_codec.hpp"
#include "docket/persistence/hydration/hydration.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>

namespace docket {

namespace {

// A live aggregate notes the time of deciding, a replay that of the commit.
std::string without_times(const command_memory& commands) {
  std::string bytes;
  commands.write(bytes);
  constexpr auto time_at = offsetof(remembered_command, recorded_at_s);
  for (auto at = sizeof(std::uint64_t) + time_at; at < bytes.size(); at += sizeof(remembered_command))
    bytes.replace(at, sizeof(remembered_command::recorded_at_s), sizeof(remembered_command::recorded_at_s),
                  '\0');
  return bytes;
}

template <class Aggregate>
std::string comparable(const aggregate_image<Aggregate>& image) {
  return fmt::format("{}|{}|{}|{}", value(image.version), image.last_event_at.microseconds,
                     codec<Aggregate>::encode_state(image.state), without_times(image.commands));
}

template <class Aggregate>
void take(aggregate_image<Aggregate>& image, command_fold& commands, const event_view& seen) {
  auto event = codec<Aggregate>::decode(seen.type, seen.schema, seen.data);
  if (!event) throw undecodable(seen, event.error());
  image.state = evolve(std::move(image.state), *event, seen.occurred_at);
  image.version = seen.version;
  image.last_event_at = seen.occurred_at;
  commands.visit(seen);
}

std::string name_of(const audited_stream& stream) { return fmt::format("{} {}", stream.type, stream.id); }

// Replays a stream once and keeps what it was at two versions.
template <class Aggregate>
class stream_replay {
public:
  stream_replay(const audited_stream& stream, version noted, const command_retention& retention) {
    aggregate_image<Aggregate> image;
    command_fold commands{image.commands, retention};
    for (const auto* event : stream.events) {
      take<Aggregate>(image, commands, event->seen.view());
      if (image.version != noted) continue;
      commands.finish();
      at_noted_ = comparable(image);
    }
    commands.finish();
    at_end_ = comparable(image);
  }

  [[nodiscard]] const std::string& at_noted() const noexcept { return at_noted_; }
  [[nodiscard]] const std::string& at_end() const noexcept { return at_end_; }

private:
  std::string at_noted_, at_end_;
};

template <class Aggregate>
void audit_snapshot(const audited_stream& stream, const snapshot& stored,
                    const stream_replay<Aggregate>& replay, findings& found) {
  const auto last = stream.events.back()->seen.version;
  if (stored.version > last || stored.version == version{})
    return found.add("snapshot_differs", fmt::format("{}: a snapshot of version {}, the stream ends at {}",
                                                     name_of(stream), value(stored.version), value(last)));
  if (stored.format != image_format<Aggregate> && stored.format != traced_image_format<Aggregate>)
    return; // Of another program; it is ignored.
  aggregate_image<Aggregate> kept;
  if (!apply_snapshot(kept, stored))
    return found.add("snapshot_differs", fmt::format("{}: its snapshot cannot be read", name_of(stream)));
  if (comparable(kept) != replay.at_noted())
    found.add("snapshot_differs", fmt::format("{}: the snapshot of version {} is not the state then",
                                              name_of(stream), value(stored.version)));
}

// The stream read by itself is its part of the log.
void audit_reading(const audited_stream& stream, log_reader& reader, findings& found) {
  std::size_t same = 0, read = 0;
  reader.read_stream(
      stream.key, version{1}, direction::forward, stream.events.size() + 1, [&](const event_view& seen) {
        same += read < stream.events.size() && stream.events[read]->seen.position == seen.position &&
                stream.events[read]->seen.data == seen.data;
        ++read;
        return true;
      });
  if (read != stream.events.size() || same != read)
    found.add("state_differs",
              fmt::format("{}: read by itself it has other events than in the log", name_of(stream)));
}

template <class Aggregate>
void audit_stream(const audited_stream& stream, log_reader& reader, const command_retention& retention,
                  findings& found) {
  audit_reading(stream, reader, found);
  try {
    const auto stored = reader.load_snapshot(stream.key);
    const stream_replay<Aggregate> replay{stream, stored ? stored->version : version{}, retention};
    if (!stored) return; // The engine would replay it in the same way.
    audit_snapshot(stream, *stored, replay, found);
    if (comparable(hydrate<Aggregate>(reader, stream.id, retention)) != replay.at_end())
      found.add("state_differs",
                fmt::format("{}: with its snapshot it is another than replayed", name_of(stream)));
  } catch (const store_error& why) {
    found.add("state_differs", fmt::format("{}: {}", name_of(stream), why.what()));
  }
}

} // namespace

void audit_states(const audited_log& log, log_reader& reader, const command_retention& retention,
                  findings& found) {
  for (const auto& stream : log.streams()) {
    if (stream.type == "order") audit_stream<order>(stream, reader, retention, found);
    if (stream.type == "payment") audit_stream<payment>(stream, reader, retention, found);
    if (stream.type == "stock") audit_stream<stock>(stream, reader, retention, found);
    if (stream.type == "shipment") audit_stream<shipment>(stream, reader, retention, found);
    if (stream.type == "fulfilment") audit_stream<fulfilment>(stream, reader, retention, found);
  }
}

} // namespace docket
