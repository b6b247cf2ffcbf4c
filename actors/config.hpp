#pragma once

#include "docket/actors/tracing/span.hpp"
#include "docket/domain/fulfilment/policy.hpp"
#include "docket/domain/order/limits.hpp"
#include "docket/domain/stock/limits.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace docket {

class actor_runtime; // docket/actors/runtime/actor_runtime.hpp
class carrier_gateway;
class payment_gateway;
class projection;
using projection_factory = std::function<std::unique_ptr<projection>()>; // See docket/queries.hpp.

// Who carries placed orders through payment, stock and shipment.
enum class fulfilment_mode {
  manual,        // People (or the embedding program) do, by commands; the engine does nothing by itself.
  pay_first,     // The engine: see fulfilment_flow.
  reserve_first, // The same.
};

// What an engine is made of. Every number is a limit that can be set; the same names, in the same groups,
// stand in the JSON configuration file (docs/configuration.md).
struct config {
  std::filesystem::path database = "docket.db"; // Made when it does not exist.

  order_limits orders{};
  stock_limits stock{};

  struct threads_config {
    std::size_t workers = 0; // Threads that run the scheduled actors; 0: half as many as there are cores.
    std::size_t readers = 2; // Threads, each with a connection, that hydrate aggregates and feed subscribers.
  } threads{};

  struct aggregates_config {
    std::size_t shards = 8;
    std::size_t live_max = 100'000;          // Live actors in all; past it the least recently used passivate.
    std::chrono::milliseconds idle{600'000}; // An actor that had no command for so long passivates.
    std::size_t queue_max = 4'096;           // Commands that may wait in one aggregate.
    std::size_t batch_max = 512;             // Commands that one aggregate decides for one append.
    std::uint32_t snapshot_every = 100;      // Events between snapshots; 0 writes none.
    std::size_t hydrations_max = 10'000;     // Aggregates that may wait for hydration.
    std::size_t hydration_batch = 64;        // Aggregates that a reader hydrates in one go.
  } aggregates{};

  struct commit_config {
    std::size_t events_max = 4'096;   // Events in one commit; one append always fits.
    std::size_t bytes_max = 4u << 20; // Bytes of event data in one commit; one append always fits.
    std::size_t queue_max = 65'536;   // Appends that may wait for a commit.
  } commit{};

  struct admission_config {
    std::size_t in_flight_max = 65'536; // Commands accepted and not yet answered, in the whole engine.
  } admission{};

  struct idempotency_config {
    std::size_t per_stream_max = 100'000; // Command ids remembered for each stream, newest first.
    std::chrono::seconds age_max{0};      // Forgotten when older; 0 keeps them for ever.
  } idempotency{};

  struct subscriptions_config {
    std::size_t buffer_max =
        10'000;               // Live events kept for a subscriber that lags; past it, it reads the log.
    std::size_t page = 1'000; // Events a catching-up subscriber reads at once.
  } subscriptions{};

  struct fulfilment_config {
    fulfilment_mode mode = fulfilment_mode::manual;
    fulfilment_policy policy{};
    std::string payment_method = "card";               // Of orders that state none.
    std::size_t news_under_way_max = 4'096;            // Events told to fulfilments and not yet answered.
    std::size_t alarms_ringing_max = 4'096;            // Fulfilments woken and not yet answered.
    std::chrono::milliseconds look_every{100};         // How often the clock is looked at for alarms.
    std::chrono::milliseconds checkpoint_every{1'000}; // How often it is kept how far the log was told.
  } fulfilment{};

  struct store_config {
    std::size_t cache_bytes = 32u << 20;             // The writer's page cache; see sqlite_options.
    std::uint64_t checkpoint_wal_bytes = 256u << 20; // Size of the write-ahead log that starts a checkpoint.
  } store{};

  // The views that the engine keeps, beside the database in a folder of their own: builtin_projections(),
  // your own, or both. Without any no read side runs.
  std::vector<projection_factory> projections{};

  // How it keeps them; in the file the group "projections".
  struct read_side_config {
    std::size_t batch_max = 4'096;       // Events in one transaction of a view.
    std::chrono::milliseconds pause{10}; // Between two transactions of a view that keeps up.
    // A view that falls behind while the log grows half as fast as it reads rests so many times as long as
    // its last transaction took: the writer needs the machine.
    std::uint32_t give_way = 6;
    std::uint32_t attempts_max = 5;                 // At an event that cannot be applied; then it is parked.
    std::chrono::milliseconds back_off_first{100};  // Before the second attempt at whatever failed,
    std::chrono::milliseconds back_off_max{30'000}; // doubled with each, up to here.
    std::size_t cache_bytes = 32u << 20;            // Page cache of each view that is written.
    std::uint32_t nice = 15; // How far the views' threads give way to others, from 0 (not at all) to 19.
  } read_side{};

  // Seams. Empty ones are filled with the real thing: the system's clock, UUIDv7, the SQLite store at
  // `database`.
  std::function<timestamp()> clock{};
  std::function<uuid(timestamp)> event_ids{};
  std::function<std::unique_ptr<event_store>(const config&)> open_store{};
  // The outside of fulfilments; both must be set unless their mode is manual.
  std::shared_ptr<payment_gateway> payments{};
  std::shared_ptr<carrier_gateway> carrier{};
  // How the engine's actors are run: by threads, unless set. See docket::simulation.
  std::shared_ptr<actor_runtime> runtime{};
  // Told the spans of commands that come with a sampled traceparent, and of what follows from them; see
  // docs/tracing.md. Nothing is measured for it unless set.
  span_sink spans{};
  // With such a sink: all commands are traced. One without a traceparent begins a trace, which is stored.
  bool trace_every_command = false;
  // Told, in one line, of what nobody else is told of: an actor that died, a checkpoint that failed. From any
  // thread. Standard error unless set.
  std::function<void(const std::string&)> log{};
};

// A configuration that cannot be used; the message names the key and what it may be.
class config_error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

// Reads the JSON text over `base`: what it does not name stays. An unknown key, a wrong type, a value out of
// range or a key that stands twice throws config_error and names the key.
//
// `others` are groups that somebody else reads from the same text; they are passed over.
[[nodiscard]] config config_from_json(std::string_view json, config base = {},
                                      std::span<const std::string_view> others = {});

// The same from a file; the message names the file too.
[[nodiscard]] config config_from_file(const std::filesystem::path& file, config base = {},
                                      std::span<const std::string_view> others = {});

// Every setting with its value, as JSON that config_from_json reads.
[[nodiscard]] std::string config_to_json(const config& from);

} // namespace docket
