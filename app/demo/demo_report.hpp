#pragma once

#include "docket/app/demo/census.hpp"
#include "docket/app/demo/rehearsal.hpp"
#include "docket/persistence/read/order_history.hpp"
#include "docket/persistence/store/verify.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace docket::app {

// Everything that a demonstration has to say.
struct demo_report {
  shop played;
  rehearsal run;
  std::int64_t p50_us = 0, p99_us = 0; // From sending a command to its answer.
  std::array<std::uint64_t, order_phases.size()> phases{};
  order_id told;
  std::vector<history_entry> history; // Of the order that is told of.
  verify_report verified;
};

// `program` and `database` as the reader would type them.
[[nodiscard]] std::string report_text(const demo_report& report, const std::string& program,
                                      const std::string& database);
[[nodiscard]] std::string report_json(const demo_report& report);

} // namespace docket::app
