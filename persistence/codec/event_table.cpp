#include "docket/persistence/codec/event_table.hpp"

#include "docket/domain/quoted.hpp"

#include <fmt/format.h>

namespace docket {

codec_error unknown_event_type(std::string_view type) {
  return {fmt::format("The event type {} is unknown; a newer docket may have written it.", quoted(type))};
}

codec_error unread_schema(const event_type& current, std::int32_t schema) {
  return {fmt::format("{} has schema {}, and this docket reads 1 to {}: use a newer one.", current.name,
                      schema, current.schema)};
}

codec_error unread_data(const event_type& current, const codec_error& why) {
  return {fmt::format("The data of {}: {}", current.name, why.message)};
}

} // namespace docket
