#pragma once

#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/views/view_tables.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace docket {

// Keeps one view, a read model in a file of its own, from the events of the log. Whoever runs it takes care
// of the rest: each event is applied exactly once, its rows are committed together with how far the view is,
// and what cannot be applied waits as a dead letter. One thread at a time.
//
// The events of one stream arrive in their order, always; those of all streams in the log's order, but for
// one case: what waited behind a dead letter arrives when that is retried or discarded, then after events of
// other streams with higher positions.
class projection {
public:
  virtual ~projection() = default;

  // [a-z][a-z0-9_]{0,63}: it names the view and its file. Never changes.
  [[nodiscard]] virtual std::string_view name() const noexcept = 0;
  // Raised when the tables, or what stands in them, change: then the view is built anew beside the old one.
  [[nodiscard]] virtual std::int32_t version() const noexcept = 0;
  // Which events it is told.
  [[nodiscard]] virtual const log_filter& interest() const noexcept = 0;

  // Makes the tables, in an empty file. Names that begin with "view_" are taken.
  virtual void create_tables(view_tables& tables) = 0;
  // One event. What it throws makes the event poison: it is tried again some times and then parked, with the
  // later events of its stream behind it. Never does anything that a rollback could not undo: no messages, no
  // files.
  virtual void apply(const event_view& event, view_tables& tables) = 0;
  // What is kept in memory goes to the tables; called before rows and progress are committed together.
  virtual void flush(view_tables&) {}
  // The transaction was rolled back: whatever memory holds of the tables is void.
  virtual void forget() noexcept {}
};

// A rebuild runs an instance of its own beside the live one.
using projection_factory = std::function<std::unique_ptr<projection>()>;

} // namespace docket
