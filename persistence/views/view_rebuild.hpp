#pragma once

#include "docket/persistence/views/projection_runner.hpp"
#include "docket/persistence/views/view_diff.hpp"
#include "docket/persistence/views/views_folder.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace docket {

// A projection, its view's file, and the runner that keeps it.
struct kept_view {
  std::unique_ptr<projection> kept;
  std::unique_ptr<projection_runner> runner;
  view_generation generation;
};

// Opens the live generation of a view to keep it up. Nothing when it is of another version than the
// projection's: it can be read, and a rebuild is due. Throws store_error.
[[nodiscard]] std::optional<kept_view> open_kept_view(views_folder& folder, const projection_factory& make,
                                                      timestamp now, const view_settings& settings = {});

// Builds the next generation of a view beside the live one, which nobody but its readers, and whoever keeps
// it, has to do with meanwhile. All that it has come to stands in its file and in the registry: it goes on
// where it was after a crash at any moment, and is given up only by cancel(). Drive it as a runner.
//
//   view_rebuild ─▶ step() … step() ─▶ switch_over() ─▶ the new generation is live, the old one's file goes
//   (starts or goes on)    └──────────▶ cancel()      ─▶ the live one stays, what was built goes
class view_rebuild {
public:
  // Goes on with the generation that is being built; starts one when there is none or it is of another
  // version than the projection's. The folder outlives this. Throws store_error.
  view_rebuild(views_folder& folder, const projection_factory& make, timestamp now,
               const view_settings& settings = {});

  // As projection_runner::step, but for an event that is poison again and was discarded from the live view:
  // it is discarded here too, by the same and for the same reason.
  [[nodiscard]] step_result step(log_reader& log, std::size_t limit, position up_to = end_of_log);
  [[nodiscard]] projection_runner& runner() noexcept { return *building_.runner; }
  // Whether what was built must be begun anew after this failure; no more once it was cancelled.
  [[nodiscard]] bool is_beyond_repair(const store_error& failure) {
    return building_.runner && building_.runner->file().is_beyond_repair(failure);
  }
  [[nodiscard]] const view_generation& generation() const noexcept { return building_.generation; }
  // Whether it goes on with what an earlier run began.
  [[nodiscard]] bool resumed() const noexcept { return resumed_; }

  // Against the live view, when both are at the same position: step up to it, and hold the live one there.
  [[nodiscard]] view_diff compare_with_live(std::size_t differences_max = 20);

  // In one transaction queries read the new generation, whether or not it has reached the old one's position;
  // whoever holds the old one's runner lets go of it. Throws store_error; nothing is switched then, and it
  // may be called again.
  [[nodiscard]] kept_view switch_over() &&;
  // The live one stays, and what was built is removed. Throws store_error; nothing is removed then, and it
  // may be called again.
  void cancel() &&;

private:
  [[nodiscard]] std::optional<discarded_event> discarded_from_live(position at);

  views_folder& folder_;
  kept_view building_;
  bool resumed_ = false;
};

} // namespace docket
