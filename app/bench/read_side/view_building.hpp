#pragma once

#include "docket/app/bench/bench_room.hpp"
#include "docket/app/bench/read_side/read_side_figures.hpp"
#include "docket/persistence/views/projection.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace docket::app::bench {

// Views made from nothing.
struct built_views {
  std::vector<view_figure> views;   // In the order of the projections.
  double log_events_per_second = 0; // Until the last one was there.
};

// Makes the views of a closed log at the same time, each on a thread of its own, in a folder where none of
// them is. Throws store_error.
[[nodiscard]] built_views build_views(const bench_room& room, const std::filesystem::path& log,
                                      const std::filesystem::path& folder,
                                      const std::vector<projection_factory>& which);

// The file of a view that was built there.
[[nodiscard]] std::filesystem::path built_file(const std::filesystem::path& folder, std::string_view view);

} // namespace docket::app::bench
