#pragma once

#include "docket/actors/config.hpp"
#include "docket/app/bench/bench_plan.hpp"
#include "docket/app/bench/scratch_folder.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>

namespace docket::app::bench {

// What every measurement is given.
struct bench_room {
  const bench_plan& plan;
  const scratch_folder& scratch;
  const config& settings; // Of the engines; the plain loop takes the store's from them.
  std::uint64_t seed = 1;
  std::function<void(const std::string&)> tell; // What is going on, for a person who waits.
  std::function<void()> watch;                  // Throws when the person does not want to wait any longer.
};

// The settings with this database.
[[nodiscard]] inline config settings_for(const bench_room& room, std::filesystem::path database) {
  auto settings = room.settings;
  settings.database = std::move(database);
  return settings;
}

} // namespace docket::app::bench
