#include "docket/app/demo/outside_world.hpp"

#include "docket/simulation/gateways/simulated_carrier_gateway.hpp"
#include "docket/simulation/gateways/simulated_payment_gateway.hpp"
#include "docket/simulation/gateways/timer_thread.hpp"

namespace docket::app {
namespace {

using std::chrono::milliseconds;

// Rates are in parts per 10,000.
simulated_gateway_options habits(std::uint64_t seed) {
  simulated_gateway_options options;
  options.seed = seed;
  options.latency_ms_min = 1;
  options.latency_ms_max = 10;
  options.declines = 300;
  options.timeouts_before_effect = 100;
  options.timeouts_after_effect = 100;
  options.transient_failures = 100;
  options.duplicate_answers = 200;
  options.late_answers = 50;
  options.late_by_ms = 1'200; // After it was asked again.
  options.transit_ms = 250;
  options.refusals = 50;
  return options;
}

// Patient with a slow machine, where an answer may take longer than usual: whoever is asked twice for one
// thing does it once, but a fulfilment that was asked for too often would be parked for people.
fulfilment_policy quick_policy() {
  fulfilment_policy policy;
  policy.answer_within = milliseconds{1'000};
  policy.back_off_first = milliseconds{50};
  policy.back_off_max = milliseconds{5'000};
  policy.attempts_max = 50;
  policy.tracking_every = milliseconds{1'000};
  return policy;
}

} // namespace

void fulfil_with(const outside_world& world, std::uint64_t seed, config& settings) {
  const auto options = habits(seed);
  const auto time = std::make_shared<timer_thread>();
  settings.payments = std::make_shared<simulated_payment_gateway>(options, world.payments, time);
  settings.carrier = std::make_shared<simulated_carrier_gateway>(options, world.parcels, time);
  settings.fulfilment.mode = fulfilment_mode::pay_first;
  settings.fulfilment.policy = quick_policy();
  settings.fulfilment.look_every = milliseconds{20};
  settings.fulfilment.checkpoint_every = milliseconds{100};
}

} // namespace docket::app
