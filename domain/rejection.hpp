#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace docket {

// A named rule that refused a command. A value, never an exception: a refusal is an ordinary answer.
struct rejection {
  // The stable name, for example "order_not_placed". Programs match on it; it never changes.
  std::string_view rule;
  // One sentence for people, with the facts in it.
  std::string message;
  // What refused it, by name: {"amount_due", "109.97"}.
  std::vector<std::pair<std::string_view, std::string>> facts;

  friend bool operator==(const rejection&, const rejection&) = default;
};

} // namespace docket
