#include "docket/simulation/audit/state_audit.hpp"

#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/codec/stock_codec.hpp"
#include "docket/persistence/hydration/hydration.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
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

// A stream's events from the first on, up to a version.
template <class Aggregate>
aggregate_image<Aggregate> replay(const audited_stream& stream, version up_to,
                                  const command_retention& retention) {
  aggregate_image<Aggregate> image;
  command_fold commands{image.commands, retention};
  for (const auto* each : stream.events) {
    if (each->seen.version > up_to) break;
    const auto seen = each->seen.view();
    auto event = codec<Aggregate>::decode(seen.type, seen.schema, seen.data);
    if (!event) throw undecodable(seen, event.error());
    image.state = evolve(std::move(image.state), *event, seen.occurred_at);
    image.version = seen.version;
    image.last_event_at = seen.occurred_at;
    commands.visit(seen);
  }
  commands.finish();
  return image;
}

std::string name_of(const audited_stream& stream) { return fmt::format("{} {}", stream.type, stream.id); }

template <class Aggregate>
void audit_snapshot(const audited_stream& stream, const snapshot& stored, const command_retention& retention,
                    findings& found) {
  const auto last = stream.events.back()->seen.version;
  if (stored.version > last || stored.version == version{})
    return found.add("snapshot_differs", fmt::format("{}: a snapshot of version {}, the stream ends at {}",
                                                     name_of(stream), value(stored.version), value(last)));
  aggregate_image<Aggregate> kept;
  if (stored.format != image_format<Aggregate>) return; // Of another program; it is ignored.
  if (!apply_snapshot(kept, stored))
    return found.add("snapshot_differs", fmt::format("{}: its snapshot cannot be read", name_of(stream)));
  if (comparable(kept) != comparable(replay<Aggregate>(stream, stored.version, retention)))
    found.add("snapshot_differs", fmt::format("{}: the snapshot of version {} is not the state then",
                                              name_of(stream), value(stored.version)));
}

template <class Aggregate>
void audit_stream(const audited_stream& stream, log_reader& reader, const command_retention& retention,
                  findings& found) {
  try {
    const auto stored = reader.load_snapshot(stream.key);
    if (stored) audit_snapshot<Aggregate>(stream, *stored, retention, found);
    const auto replayed = replay<Aggregate>(stream, stream.events.back()->seen.version, retention);
    if (comparable(hydrate<Aggregate>(reader, stream.id, retention)) != comparable(replayed))
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
