#pragma once

#include "docket/actors/config.hpp"
#include "docket/actors/projections/messages.hpp"
#include "docket/actors/projections/rebuild_job.hpp"
#include "docket/actors/runtime/caf_seam.hpp"

#include <memory>

namespace docket {

struct rebuild_context {
  std::shared_ptr<rebuild_job> job;
  std::shared_ptr<view_state> view;
  caf::actor keeper; // The projection actor of the view.
  config::read_side_config limits;
  std::function<timestamp()> clock;
  std::function<void(const std::string&)> log;
};

// Builds the next generation of one view up to where the live one is, batch by batch, and then hands it to
// whoever keeps the view, on whose thread it ends. What fails is tried again, as in projection_actor. Runs
// detached.
class rebuild_actor : public event_actor {
public:
  rebuild_actor(caf::actor_config& config, rebuild_context context);

  caf::behavior make_behavior() override;
  void on_exit() override { context_.keeper = nullptr; }

private:
  void go_on();
  void build();
  void leave();
  void failed(const std::string& why);
  void start_over(const std::string& why);
  void rest(std::chrono::milliseconds how_long);

  rebuild_context context_;
  std::uint32_t failures_ = 0; // In a row.
};

} // namespace docket
