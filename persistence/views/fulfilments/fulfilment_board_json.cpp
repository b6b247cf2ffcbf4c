#include "docket/persistence/codec/json_writer.hpp"
#include "docket/persistence/views/fulfilments/fulfilment_board.hpp"

namespace docket {

namespace {

void write(json_writer& to, const board_page& page) {
  to.begin_object();
  to.key("fulfilments");
  to.begin_array();
  for (const auto& row : page.fulfilments) {
    to.begin_object();
    to.time("since", row.since);
    to.raw("fulfilment", to_json(row.is));
    to.end_object();
  }
  to.end_array();
  if (page.next.empty())
    to.raw("next", "null");
  else
    to.string("next", page.next);
  to.integer("position", value(page.position));
  to.end_object();
}

void write(json_writer& to, const board_counts& counts) {
  to.begin_object();
  if (counts.as_of)
    to.time("asOf", *counts.as_of);
  else
    to.raw("asOf", "null");
  to.integer("position", value(counts.position));
  to.key("counts");
  to.begin_object();
  for (const auto& [phase, count] : counts.counts)
    to.integer(phase, count);
  to.end_object();
  to.end_object();
}

template <class Answer>
std::string written(const Answer& answer) {
  std::string json;
  {
    json_writer to{json};
    write(to, answer);
  }
  return json;
}

} // namespace

std::string to_json(const board_page& page) { return written(page); }
std::string to_json(const board_counts& counts) { return written(counts); }

} // namespace docket
