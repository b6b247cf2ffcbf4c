#include "docket/persistence/hydration/hydration.hpp"

#include <fmt/format.h>

#include <cstring>

namespace docket {

store_error undecodable(const event_view& seen, const codec_error& why) {
  return {store_errc::corrupt,
          fmt::format("the event at position {} ({} {} version {}, {} schema {}) cannot be read: {}",
                      value(seen.position), seen.stream_type, seen.stream_id, value(seen.version), seen.type,
                      seen.schema, why.message)};
}

void write_image_prefix(std::string& out, timestamp last_event_at, const command_memory& commands) {
  out.append(reinterpret_cast<const char*>(&last_event_at.microseconds), sizeof last_event_at.microseconds);
  commands.write(out);
}

std::optional<std::size_t> read_image_prefix(std::string_view bytes, timestamp& last_event_at,
                                             command_memory& commands) {
  constexpr auto time_bytes = sizeof last_event_at.microseconds;
  if (bytes.size() < time_bytes) return std::nullopt;
  std::memcpy(&last_event_at.microseconds, bytes.data(), time_bytes);
  const auto taken = commands.restore(bytes.substr(time_bytes));
  if (!taken) return std::nullopt;
  return time_bytes + *taken;
}

void write_image_trace(std::string& out, const text& traceparent) {
  const std::uint32_t bytes = static_cast<std::uint32_t>(traceparent.size());
  out.append(reinterpret_cast<const char*>(&bytes), sizeof bytes);
  out.append(traceparent.view());
}

std::optional<std::size_t> read_image_trace(std::string_view bytes, text& traceparent) {
  std::uint32_t count = 0;
  if (bytes.size() < sizeof count) return std::nullopt;
  std::memcpy(&count, bytes.data(), sizeof count);
  if (bytes.size() - sizeof count < count) return std::nullopt;
  traceparent = text{bytes.substr(sizeof count, count)};
  return sizeof count + count;
}

void command_fold::visit(const event_view& seen) {
  if (events_ > 0 && seen.command_id == id_) {
    ++events_;
    last_ = seen.version;
    return;
  }
  finish();
  if (seen.command_id.empty()) return;
  id_ = seen.command_id;
  fingerprint_ = seen.fingerprint;
  first_ = seen.position;
  last_ = seen.version;
  recorded_at_ = seen.recorded_at;
  events_ = 1;
}

void command_fold::finish() {
  if (events_ > 0) into_.remember(id_, fingerprint_, last_, events_, first_, recorded_at_, retention_);
  events_ = 0;
}

} // namespace docket
