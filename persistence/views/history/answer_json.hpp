#pragma once

#include "docket/domain/timestamp.hpp"
#include "docket/persistence/codec/json_writer.hpp"
#include "docket/persistence/store/log_types.hpp"

#include <optional>
#include <string>
#include <string_view>

// The JSON that answers of several views share.
namespace docket {

// {"<name>":[{...}],"next":cursor|null,"position"}; write_fields_of(to, row) writes what is in one row.
template <class Rows, class Write>
std::string page_json(std::string_view name, const Rows& rows, std::string_view next, position at,
                      Write write_fields_of) {
  std::string json;
  {
    json_writer to{json};
    to.begin_object();
    to.objects(name, rows, [&](const auto& row) { write_fields_of(to, row); });
    if (next.empty())
      to.raw("next", "null");
    else
      to.string("next", next);
    to.integer("position", value(at));
    to.end_object();
  }
  return json;
}

// {"asOf":time|null,"position","counts":{...}}; write_counts(to) writes what is in "counts".
template <class Write>
std::string counts_json(const std::optional<timestamp>& as_of, position at, Write write_counts) {
  std::string json;
  {
    json_writer to{json};
    to.begin_object();
    if (as_of)
      to.time("asOf", *as_of);
    else
      to.raw("asOf", "null");
    to.integer("position", value(at));
    to.object("counts", [&] { write_counts(to); });
    to.end_object();
  }
  return json;
}

} // namespace docket
