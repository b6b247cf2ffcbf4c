#pragma once

#include "docket/actors/log_actors/messages.hpp"
#include "docket/actors/runtime/caf_seam.hpp"
#include "docket/actors/runtime/counters.hpp"
#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/store/sync_timing.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace docket {

struct commit_limits {
  std::size_t events_max = 0;
  std::size_t bytes_max = 0;
  std::size_t queue_max = 0; // Appends that may wait.
};

struct persistence_context {
  event_store* store = nullptr;
  const sync_timing* syncs = nullptr; // Of the store, if it waits for a disk.
  counters* counts = nullptr;
  caf::actor publisher;
  commit_limits limits;
  std::function<timestamp()> clock;
  std::function<void(const std::string&)> log;
};

// The one writer of the log. The first append that arrives schedules a flush; all that were queued before the
// flush runs join one commit, up to the limits, and while it waits for the disk the next ones gather in the
// mailbox. Outcomes go to the publisher, in log order. Runs detached on a thread of its own in production, as
// commits block.
class persistence_actor : public event_actor {
public:
  persistence_actor(caf::actor_config& config, persistence_context context);

  caf::behavior make_behavior() override;
  void on_exit() override { queue_.clear(); } // Aggregates live as long as somebody holds them.

private:
  void gather(std::shared_ptr<append_job> job);
  void schedule_flush();
  void flush();
  [[nodiscard]] std::vector<std::shared_ptr<append_job>> take_batch();
  void commit(finished_commit& commit);
  void record(const finished_commit& commit);
  void note_closing(const store_error& e);
  void time_commit(finished_commit& commit, append_job::time began);
  void write_snapshots();
  void keep(const checkpoint_request& m);
  void maintain();

  // Snapshots wait for a moment without appends, but no more of them than this.
  static constexpr std::size_t snapshots_waiting_max = 256;

  persistence_context context_;
  std::vector<std::shared_ptr<append_job>> queue_; // From next_ on.
  std::size_t next_ = 0;
  bool flush_scheduled_ = false;
  std::vector<snapshot_write> snapshots_;
};

} // namespace docket
