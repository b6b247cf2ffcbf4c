#pragma once

#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/views/view_rebuild.hpp"
#include "docket/persistence/views/views_folder.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace docket::app {

// Called after each batch with the position reached; false ends the work there.
using batch_watch = std::function<bool(position reached)>;

// Steps until `goal` or the log's end. What is poison is tried again for some seconds, parked, and said on
// standard error. False when the watch ended it. Throws store_error.
[[nodiscard]] bool run_to(position goal, const std::string& view,
                          const std::function<step_result(position goal)>& step,
                          const std::function<void()>& park, const batch_watch& watch);

// Brings the view to the log's end, with progress on a terminal: makes it when there is none, and builds it
// anew when it is of another version of the projection. Answers what keeps it.
kept_view catch_up(views_folder& folder, const projection_factory& make, log_reader& log);

// Brings what is being rebuilt to `goal`, with progress on a terminal; false when the watch ended it.
[[nodiscard]] bool build_to(position goal, view_rebuild& rebuild, log_reader& log,
                            const batch_watch& watch = {});

} // namespace docket::app
