#pragma once

#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/log_types.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace docket {

// How long a stream remembers the ids of its commands.
struct command_retention {
  std::size_t count_max = 100'000; // Newest first.
  std::chrono::seconds age_max{0}; // By the time of their recording; 0: for ever.
};

// What a command did the first time; what its repeat is answered with.
struct remembered_command {
  std::uint64_t id_hash = 0;
  std::uint64_t first_position = 0; // 0 while its append is under way.
  std::uint32_t fingerprint = 0;    // Folded to 32 bits.
  std::uint32_t version = 0;        // Of the stream after it.
  std::uint32_t recorded_at_s = 0;  // Seconds since 1970.
  std::uint32_t events = 0;
};

// The commands that took effect on one stream, by their ids: what makes a repeat harmless. Kept small, as
// every live order has one: 32 bytes a command, ids as 64-bit hashes (two ids of one stream that share one
// would be told apart by their fingerprints, and the second refused as a reuse). Rebuilt from the stream's
// events and its snapshot.
class command_memory {
public:
  enum class verdict { unknown, repeat, reused };

  struct answer {
    verdict what = verdict::unknown;
    remembered_command first; // Set for repeat and reused.
  };

  // Whether a command with this id and fingerprint took effect before, as far as retention goes.
  [[nodiscard]] answer look_up(std::string_view command_id, std::uint64_t fingerprint, timestamp now,
                               const command_retention& retention) const;

  // Notes that the command took effect.
  void remember(std::string_view command_id, std::uint64_t fingerprint, version after, std::uint32_t events,
                position first, timestamp recorded_at, const command_retention& retention);

  // An append that took the stream from version `from` to `append_last` became durable with its first event
  // at `append_first`: the positions of its commands are known now.
  void settle(version from, position append_first, version append_last);

  [[nodiscard]] std::size_t size() const noexcept { return commands_.size(); }
  [[nodiscard]] bool empty() const noexcept { return commands_.empty(); }

  // For snapshots. restore() answers nothing for bytes that write() did not make, else how many it took.
  void write(std::string& out) const;
  [[nodiscard]] std::optional<std::size_t> restore(std::string_view bytes);

private:
  // Up to this many a scan is quicker than an index, and memory matters more.
  static constexpr std::size_t scan_max = 32;

  void forget_oldest(std::size_t keep);
  void rebuild_index();
  [[nodiscard]] const remembered_command* find(std::uint64_t id_hash) const;

  std::vector<remembered_command> commands_; // Oldest first.
  std::unique_ptr<std::unordered_map<std::uint64_t, std::size_t>>
      index_; // From hash to place; only for many.
};

} // namespace docket
