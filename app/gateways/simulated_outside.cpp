#include "docket/app/gateways/simulated_outside.hpp"

#include "docket/app/program/errors.hpp"
#include "docket/simulation/gateways/gateway_ledger.hpp"
#include "docket/simulation/gateways/simulated_carrier_gateway.hpp"
#include "docket/simulation/gateways/simulated_payment_gateway.hpp"
#include "docket/simulation/gateways/timer_thread.hpp"

#include <fmt/format.h>
#include <memory>
#include <stdexcept>

namespace docket::app {
namespace {

std::filesystem::path beside(const std::filesystem::path& database, const char* suffix) {
  auto path = database;
  path += suffix;
  return path;
}

std::shared_ptr<gateway_ledger> open_ledger(const std::filesystem::path& file) {
  try {
    return std::make_shared<gateway_ledger>(file);
  } catch (const std::runtime_error& error) { // std::system_error is one too.
    throw command_failed{
        fmt::format("cannot use the simulated gateways' ledger {}: {}", file.string(), error.what())};
  }
}

} // namespace

std::filesystem::path payments_ledger_of(const config& engine, const simulation_settings& with) {
  return with.payments_ledger.value_or(beside(engine.database, ".payments.jsonl"));
}

std::filesystem::path shipments_ledger_of(const config& engine, const simulation_settings& with) {
  return with.shipments_ledger.value_or(beside(engine.database, ".shipments.jsonl"));
}

void set_simulated_gateways(config& engine, const simulation_settings& with) {
  const auto timer = std::make_shared<timer_thread>();
  engine.payments = std::make_shared<simulated_payment_gateway>(
      with.gateways, open_ledger(payments_ledger_of(engine, with)), timer);
  engine.carrier = std::make_shared<simulated_carrier_gateway>(
      with.gateways, open_ledger(shipments_ledger_of(engine, with)), timer);
}

} // namespace docket::app
