#pragma once

#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/log_types.hpp"
#include "docket/persistence/views/statement_cache.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace docket {

class view_reader;

// An event that a view's projection could not be told, with its payload. Later events of its stream wait
// behind it; all other streams go on.
struct dead_letter {
  docket::position position{};
  stream_key key = stream_key::none;
  std::string stream_type, stream_id;
  uuid event_id{};
  std::string event_type;
  std::int32_t schema = 1;
  timestamp occurred_at;
  std::string data;
  std::string error; // What the projection threw the last time.
  std::uint32_t attempts = 0;
  timestamp parked_at;
  std::uint64_t waiting = 0; // Later events of the stream.
};

// A dead letter that somebody decided to do without.
struct discarded_event {
  docket::position position{};
  stream_key key = stream_key::none;
  std::string stream_type, stream_id, event_type, error;
  std::string by, reason;
  timestamp at;
};

struct dead_letter_counts {
  std::uint64_t parked = 0, waiting = 0, discarded = 0;

  friend bool operator==(const dead_letter_counts&, const dead_letter_counts&) = default;
};

// As the view's file has them, by position. Throws store_error.
[[nodiscard]] std::vector<dead_letter> list_dead_letters(view_reader& view);
[[nodiscard]] std::vector<discarded_event> list_discarded(view_reader& view);
[[nodiscard]] dead_letter_counts count_dead_letters(view_reader& view);

namespace views {

void create_dead_letter_tables(sqlite3* connection);

// The dead letters of one view, written inside the transaction of whoever runs its projection, or read.
class dead_letter_tables {
public:
  explicit dead_letter_tables(statement_cache& statements) noexcept : statements_(statements) {}

  // The streams that have one.
  [[nodiscard]] std::vector<stream_key> streams();
  [[nodiscard]] std::optional<dead_letter> find(stream_key stream);
  [[nodiscard]] std::vector<dead_letter> list();
  [[nodiscard]] std::vector<discarded_event> discarded();
  [[nodiscard]] std::optional<discarded_event> find_discarded(position at);
  [[nodiscard]] dead_letter_counts counts();
  // The positions of a stream's events that wait behind its dead letter.
  [[nodiscard]] std::vector<position> waiting(stream_key stream);
  // Every position that is not applied: parked, waiting or discarded; ascending.
  [[nodiscard]] std::vector<position> not_applied();

  // The stream had none before.
  void park(const event_view& event, std::string_view error, std::uint32_t attempts, timestamp now);
  void put_to_wait(stream_key stream, position at);
  // It was applied, or another takes its place.
  void remove(stream_key stream);
  void remove_waiting(stream_key stream, position at);
  void discard(const dead_letter& letter, std::string_view by, std::string_view reason, timestamp now);

private:
  statement_cache& statements_;
};

} // namespace views
} // namespace docket
