#pragma once

#include "docket/persistence/codec/json_document.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

// How data of an older schema becomes data of the current one: by a chain of small steps, each from one
// schema to the next. Written data needs every step for ever.
namespace docket {

// Brings the data one schema further. The problem says why that cannot be done.
using upcast_step = std::optional<json_problem> (*)(json_document& data);

// The first step leads from schema 1 to 2, the next from 2 to 3; those before `schema` are left out.
[[nodiscard]] std::optional<json_problem> upcast(json_document& data, std::span<const upcast_step> steps,
                                                 std::int32_t schema);

// For a step to a schema with one more optional field: data of the schema before it cannot have that field.
[[nodiscard]] std::optional<json_problem> require_absent(const json_document& data, std::string_view field,
                                                         std::int32_t schema);

// The problem of data that has a field which came with a later schema.
[[nodiscard]] json_problem field_of_later_schema(std::string_view field, std::int32_t schema);

} // namespace docket
