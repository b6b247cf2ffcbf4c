#pragma once

#include "docket/persistence/codec/json_fields.hpp"
#include "docket/persistence/codec/json_writer.hpp"

#include <string_view>

// A sum of money as two fields: `name`, with exactly the decimals of its currency, and `currency`. Written in
// events, so it never changes.
namespace docket {

inline void write_sum(json_writer& to, std::string_view name, amount value, const currency& in) {
  to.money(name, value, in);
  to.string("currency", in.code());
}

inline void read_sum(json_fields& from, std::string_view name, amount& value, currency& in) {
  in = from.currency("currency");
  value = from.written_money(name, in);
}

} // namespace docket
