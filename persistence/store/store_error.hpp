#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace docket {

enum class store_errc {
  io,               // The operating system refused a read or a write; nothing of it was committed.
  full,             // No room on the disk; nothing of it was committed.
  outcome_unknown,  // The commit's sync failed: it may or may not be durable. The store takes no more writes;
                    // reopening finds out.
  closed_to_writes, // An earlier outcome is unknown, a sync failed, or the store was opened for reading.
  locked,           // Another process has the database open for writing.
  corrupt,          // The file is damaged, or an event in it cannot be understood.
  not_a_database,   // Another program's file, or no database at all.
  newer_format,     // Written by a newer version of docket.
  not_found,        // There is no such file.
  invalid_append, // The caller's mistake: no events, an unknown stream key, a checkpoint past the log's end.
};

// Every failure of a store, as one kind and one sentence that says what to do. Thrown, because no caller near
// the store can go on without it; the actors turn it into answers. Libraries' own exceptions never get past
// persistence/.
class store_error : public std::runtime_error {
public:
  store_error(store_errc code, const std::string& message) : std::runtime_error(message), code_(code) {}

  [[nodiscard]] store_errc code() const noexcept { return code_; }

private:
  store_errc code_;
};

} // namespace docket
