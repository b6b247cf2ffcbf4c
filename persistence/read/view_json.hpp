#pragma once

#include "docket/persistence/codec/json_writer.hpp"
#include "docket/persistence/store/log_types.hpp"

#include <cstdint>
#include <string_view>

namespace docket {

// What a view's object begins with: whose it is, how far it was read, and its phase.
template <class View>
void write_heading(json_writer& to, std::string_view id_name, const View& view) {
  to.string(id_name, view.id.view());
  to.integer("version", std::uint64_t{value(view.version)});
  to.integer("position", value(view.position));
  to.string("status", phase_name(view.state));
}

} // namespace docket
