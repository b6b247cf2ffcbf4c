#include "docket/persistence/views/fulfilments/fulfilment_board.hpp"
#include "docket/persistence/views/history/answer_json.hpp"

namespace docket {

std::string to_json(const board_page& page) {
  return page_json("fulfilments", page.fulfilments, page.next, page.position,
                   [](json_writer& to, const auto& row) {
                     to.time("since", row.since);
                     to.raw("fulfilment", to_json(row.is));
                   });
}

std::string to_json(const board_counts& counts) {
  return counts_json(counts.as_of, counts.position, [&](json_writer& to) {
    for (const auto& [phase, count] : counts.counts)
      to.integer(phase, count);
  });
}

} // namespace docket
