#pragma once

#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/views/dead_letters.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace docket {

// What a view has applied, against what the log has for it.
struct view_verdict {
  docket::position position{};   // Of the view; the log is compared up to here.
  std::uint64_t of_interest = 0; // Events up to there that the projection is to be told.
  std::uint64_t applied = 0;     // By the view's own count.
  dead_letter_counts letters;    // What is known not to be applied; with `applied` it makes up `of_interest`.
  // What is wrong, in words; empty when the view is complete.
  std::string fault;
  // The event that is missing or there twice, when it is one alone.
  std::optional<docket::position> at_position;

  [[nodiscard]] bool complete() const noexcept { return fault.empty(); }
};

struct verify_view_options {
  // Called now and then with positions looked at so far and the view's position.
  std::function<void(std::uint64_t done, std::uint64_t total)> progress{};
  // Also has SQLite look over the file's pages, which reads all of it.
  bool check_pages = true;
};

// Walks the log up to the view's position and sums the events of interest anew: the view is complete when its
// own count and hash of the events it applied are those, without the dead letters and those discarded. One
// moment of the view beside its writer. `interest` is that of the projection's version that keeps the view.
// Changes nothing. Throws store_error when a file cannot be read.
[[nodiscard]] view_verdict verify_view(view_reader& view, const log_filter& interest, log_reader& log,
                                       const verify_view_options& options = {});

} // namespace docket
