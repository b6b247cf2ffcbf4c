#pragma once

#include "docket/actors/tracing/span.hpp"

#include <string>
#include <vector>

namespace docket::service {

// A command and its decision, numbered so that tests can tell them.
inline std::vector<finished_span> two_spans(std::uint8_t number = 1) {
  finished_span command;
  command.trace = {0x4b, 0xf9, 0x2f, 0x35, 0x77, 0xb3, 0x4d, 0xa6,
                   0xa3, 0xce, 0x92, 0x9d, 0x0e, 0x0e, 0x47, number};
  command.id = {1, 2, 3, 4, 5, 6, 7, number};
  command.kind = span_kind::command;
  command.name = "createOrder";
  command.began_ns = 1'772'539'200'123'456'789;
  command.ended_ns = 1'772'539'200'223'456'789;
  command.attributes = {{"docket.stream.id", std::string{"order-1"}}, {"docket.version", std::int64_t{4}}};
  auto decide = command;
  decide.id = {9, 2, 3, 4, 5, 6, 7, number};
  decide.parent = command.id;
  decide.kind = span_kind::decide;
  decide.name = "decide";
  decide.attributes.clear();
  decide.problem = "a \"bad\" day\xff";
  return {command, decide};
}

} // namespace docket::service
