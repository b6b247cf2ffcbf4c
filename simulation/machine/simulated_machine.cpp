#include "docket/simulation/machine/simulated_machine.hpp"

#include "docket/domain/overloaded.hpp"

#include <utility>

namespace docket {

simulated_machine::simulated_machine(simulation& world, config settings, simulated_storage& disk)
    : settings_(world.settings(std::move(settings))),
      disk_(disk) {
  disk_.place(settings_);
}

simulated_machine::~simulated_machine() {
  try {
    crash();
  } catch (const simulation_stuck&) { // It was let go of; see take_down().
  }
}

engine& simulated_machine::start() {
  disk_.restore_power();
  plug_ = std::make_shared<power_plug>();
  auto with = settings_;
  with.payments = plugged(settings_.payments, plug_);
  with.carrier = plugged(settings_.carrier, plug_);
  ++starts_;
  engine_ = std::make_unique<engine>(std::move(with));
  return *engine_;
}

void simulated_machine::stop() {
  if (engine_) take_down();
}

void simulated_machine::crash() {
  if (plug_) plug_->connected = false;
  disk_.cut_power();
  if (engine_) take_down();
}

// One that does not come to its end cannot be destroyed either: its actors would use what is gone.
void simulated_machine::take_down() {
  auto leaving = std::move(engine_);
  try {
    leaving->stop();
  } catch (...) {
    static_cast<void>(leaving.release());
    throw;
  }
}

void simulated_machine::send(any_command command, command_options options, engine::callback done) {
  if (!engine_) return;
  auto told = [plug = plug_, done = std::move(done)](command_result result) {
    if (plug->connected) done(std::move(result));
  };
  std::visit([&](auto& what) { engine_->execute(std::move(what), std::move(options), std::move(told)); },
             command);
}

} // namespace docket
