#pragma once

#include "sample_appends.hpp"

#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/simulation/disk/simulated_disk.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace docket::testing {

// What went wrong, and how often each promise was kept.
struct crash_counts {
  std::uint64_t acknowledged = 0; // Commits.
  std::uint64_t failed = 0;       // Commits that are surely not there.
  std::uint64_t unknown = 0;      // Commits that are there whole or not at all.
  std::uint64_t lost = 0;         // Acknowledged, and not there.
  std::uint64_t doubled = 0;      // There, and never acknowledged nor of unknown outcome.

  void add(const crash_counts& other);
};

// A store on a simulated disk, and beside it a store in memory with what the first has promised: the same
// commits at the same times give the same log there. Whatever the store throws is noted for what it promises,
// and the story goes on; a promise that is not kept is a finding.
class crash_world {
public:
  explicit crash_world(const disk_options& options = {});
  crash_world(const crash_world&) = delete;
  crash_world& operator=(const crash_world&) = delete;

  // Steps of a story. Each does nothing while the store is closed because it could not be opened.
  void open(); // Not found open, and finds out what an unknown outcome came to.
  void close();
  void commit(std::vector<append> batch);
  // Unless its command is in the stream already, as one that was sent again.
  void commit_once(append wanted);
  void snapshot(stream_key key, docket::snapshot written);
  void checkpoint(std::string name, position at);
  void maintain();
  // Closes the store, archives these orders, and opens it again. No event becomes another one by it.
  void archive(const std::vector<std::string>& orders);
  // Reads the whole log, and does `meanwhile` between two of its events.
  void read_beside(const std::function<void()>& meanwhile);
  [[nodiscard]] log_head head() { return model_reader_->head(); } // As promised.

  // Power comes back, faults end, the store is opened: everything that was promised must be there, and
  // nothing else; and it must take a further commit.
  void settle();
  // The same after one more opening, whose nth operation has this fault. False when it has not so many.
  [[nodiscard]] bool settle_after(std::uint64_t nth, const disk_fault& fault);

  // From here on it is no wonder when others seem to have the database.
  void expect_busy() { busy_ = true; }

  // What is on the disk, from elsewhere, is taken as promised.
  void adopt();

  [[nodiscard]] simulated_disk& disk() noexcept { return disk_; }
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  [[nodiscard]] const std::vector<std::string>& findings() const noexcept { return findings_; }
  [[nodiscard]] const crash_counts& counts() const noexcept { return counts_; }

private:
  enum class outcome { done, refused, unknown };
  // A commit, or a checkpoint, of which it is not known whether it is there.
  struct in_doubt {
    std::vector<append> batch;
    std::optional<std::pair<std::string, position>> checkpoint;
  };
  struct snapshots_of_stream {
    std::vector<docket::snapshot> written; // In their order, also those that failed.
    std::size_t durable = 0;               // So many of them are, with what came before the last commit.
    std::size_t acknowledged = 0;
  };

  [[nodiscard]] outcome attempt(const std::function<void()>& work, const char* what);
  void require_closed_to_writes();
  void snapshots_are_durable();
  void find_out();
  void apply_doubtful();
  void restore_power();
  void require_all();
  void compare();
  void compare_events(log_reader& found);
  void compare_rest(log_reader& found);
  void verify();
  void finding(std::string what) { findings_.push_back(std::move(what)); }

  simulated_disk disk_;
  std::filesystem::path path_;
  std::unique_ptr<event_store> store_;
  std::unique_ptr<event_store> model_;
  std::unique_ptr<log_reader> model_reader_;
  std::map<stream_key, snapshots_of_stream> snapshots_;
  std::map<std::string, bool> checkpoints_;
  std::optional<in_doubt> doubtful_;
  std::vector<std::string> findings_;
  crash_counts counts_;
  bool busy_ = false;
};

} // namespace docket::testing
