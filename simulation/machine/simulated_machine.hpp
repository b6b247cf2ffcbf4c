#pragma once

#include "docket/actors/engine.hpp"
#include "docket/domain/any_command.hpp"
#include "docket/simulation/machine/plugged_gateways.hpp"
#include "docket/simulation/machine/simulated_storage.hpp"
#include "docket/simulation/simulation.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace docket {

// One machine of a simulation: an engine, and the disk under it, which outlives it. The engine can be
// stopped, or lose its power at any moment: then nothing that it still does reaches the disk, the gateways or
// anybody else. What it is made of is chosen once; its gateways are the world's, and outlive it too.
class simulated_machine {
public:
  // `world` and `disk` outlive this.
  simulated_machine(simulation& world, config settings, simulated_storage& disk);
  ~simulated_machine();
  simulated_machine(const simulated_machine&) = delete;
  simulated_machine& operator=(const simulated_machine&) = delete;

  // Throws what the engine's constructor throws. Not while one runs.
  engine& start();
  // Null when it does not run.
  [[nodiscard]] engine* running() noexcept { return engine_.get(); }
  // How often it was started.
  [[nodiscard]] std::uint64_t starts() const noexcept { return starts_; }

  // As an operator would. Throws simulation_stuck when it does not come to its end.
  void stop();
  // The power goes: the engine is gone, and so is what the disk had not made durable. Nothing when none runs.
  void crash();

  // Sends a command to the engine that runs, if one does. `done` is not called when the power goes first.
  void send(any_command command, command_options options, engine::callback done);

private:
  void take_down();

  config settings_;
  simulated_storage& disk_;
  std::shared_ptr<power_plug> plug_;
  std::unique_ptr<engine> engine_;
  std::uint64_t starts_ = 0;
};

} // namespace docket
