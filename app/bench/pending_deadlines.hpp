#pragma once

#include "docket/app/bench/bench_room.hpp"
#include "docket/domain/timestamp.hpp"

#include <cstdint>
#include <filesystem>

namespace docket::app::bench {

// Makes a database of so many fulfilments, each of which has just begun and waits for its payment: one
// FulfilmentStarted and one deadline, spread over the day that begins an hour after `now`. Written with the
// store alone, in commits like the engine's. `watch` is called now and then.
void write_pending_deadlines(const std::filesystem::path& database, std::uint64_t count, timestamp now,
                             const std::function<void()>& watch);

} // namespace docket::app::bench
