#include "docket/persistence/codec/json_writer.hpp"
#include "docket/persistence/codec/uuid_text.hpp"
#include "docket/persistence/read/order_history.hpp"

namespace docket {

namespace {

void write_metadata(json_writer& to, const recorded_event& event) {
  to.object("metadata", [&] {
    to.string_unless_empty("user", event.user);
    to.string_unless_empty("correlationId", event.correlation);
    to.string_unless_empty("causationId", event.causation);
    to.string_unless_empty("commandId", event.command_id);
    to.string_unless_empty("traceparent", event.traceparent);
  });
}

void write(json_writer& to, const recorded_event& event) {
  to.begin_object();
  to.integer("position", value(event.position));
  to.string("stream", event.stream_id);
  to.string("streamType", event.stream_type);
  to.integer("version", std::uint64_t{value(event.version)});
  to.string("eventId", uuid_text(event.id));
  to.string("type", event.type);
  to.integer("schemaVersion", std::int64_t{event.schema});
  to.time("occurredAt", event.occurred_at);
  to.time("recordedAt", event.recorded_at);
  to.raw("data", event.data);
  write_metadata(to, event);
  to.end_object();
}

} // namespace

std::string to_json(const recorded_event& event) {
  return json_text([&](json_writer& to) { write(to, event); });
}

} // namespace docket
