#pragma once

#include "docket/actors/config.hpp"
#include "docket/app/gateways/simulation_settings.hpp"

#include <filesystem>

namespace docket::app {

// The files of a database's simulated gateways: "orders.db.payments.jsonl", "orders.db.shipments.jsonl",
// unless the settings name others.
[[nodiscard]] std::filesystem::path payments_ledger_of(const config& engine, const simulation_settings& with);
[[nodiscard]] std::filesystem::path shipments_ledger_of(const config& engine,
                                                        const simulation_settings& with);

// Gives the engine a simulated payment provider and carrier, which live as long as it does, and go on where
// their ledgers end. Throws command_failed when a ledger cannot be used.
void set_simulated_gateways(config& engine, const simulation_settings& with);

} // namespace docket::app
