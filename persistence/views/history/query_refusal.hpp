#pragma once

#include <string>

namespace docket {

// Why a query got no answer: a stable name and one sentence for people that says what to do.
//
//   unknown_status            a status that there is none of
//   unknown_currency          not a currency
//   from_after_to             a range that ends before it begins
//   page_size_out_of_range    not 1 to 1,000
//   currency_needed           amounts of several currencies cannot be compared
//   empty_search              no letter and no digit to look for
//   cursor_broken             not a cursor, or not as it was given out
//   cursor_of_another_query   given out for another question
//   at_position_past_the_end  what the view does not know yet
struct query_refusal {
  std::string rule;
  std::string message;

  friend bool operator==(const query_refusal&, const query_refusal&) = default;
};

} // namespace docket
