#pragma once

#include "docket/domain/fulfilment/events.hpp"
#include "docket/persistence/codec/json_fields.hpp"
#include "docket/persistence/codec/json_writer.hpp"

// What several of a fulfilment's events and its snapshots have in common. Written in events, so it never
// changes.
namespace docket {

// Which step, as it stands in the object that was begun last: `number`, `step` and, for one about a product's
// stock, `productId`.
void write_step(json_writer& to, std::int32_t number, step_kind kind, const product_id& product);
void read_step(json_fields& from, std::int32_t& number, step_kind& kind, product_id& product);

// The kind alone, as the field `step`.
[[nodiscard]] step_kind read_step_kind(json_fields& from);
// The field `productId`, which may be left out.
void write_optional_product(json_writer& to, const product_id& product);

// `opens`?: [{step's fields, `due`, `giveUpAt`?}], `alarm`?
void write_agenda(json_writer& to, const agenda& what);
[[nodiscard]] agenda read_agenda(json_fields& from);

} // namespace docket
