#include "docket/persistence/codec/upcast.hpp"

#include "docket/domain/quoted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace docket {

std::optional<json_problem> upcast(json_document& data, std::span<const upcast_step> steps,
                                   std::int32_t schema) {
  for (const auto take : steps.subspan(std::min(static_cast<std::size_t>(schema - 1), steps.size()))) {
    if (auto problem = take(data)) return problem;
  }
  return std::nullopt;
}

std::optional<json_problem> require_absent(const json_document& data, std::string_view field,
                                           std::int32_t schema) {
  if (data.find(json_document::root, field) == json_document::none) return std::nullopt;
  return field_of_later_schema(field, schema);
}

json_problem field_of_later_schema(std::string_view field, std::int32_t schema) {
  return {"unknown_field", fmt::format("The field {} is unknown in schema {}.", quoted(field), schema)};
}

} // namespace docket
