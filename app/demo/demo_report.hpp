#pragma once

#include "docket/app/demo/books.hpp"
#include "docket/app/demo/chronicle.hpp"
#include "docket/app/demo/rehearsal.hpp"
#include "docket/persistence/store/verify.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace docket::app {

// Everything that a demonstration has to say.
struct demo_report {
  shop played;
  rehearsal run;
  std::int64_t p50_us = 0, p99_us = 0;  // From the beginning of a fulfilment to its end.
  std::int64_t command_p50_us = 0;      // From sending a customer's command to its answer.
  std::optional<chronicle> completed;   // Of one order that was delivered,
  std::optional<chronicle> compensated; // and of one that was undone.
  docket::app::books books;
  verify_report verified;
};

// `program` and `database` as the reader would type them.
[[nodiscard]] std::string report_text(const demo_report& report, const std::string& program,
                                      const std::string& database);
[[nodiscard]] std::string report_json(const demo_report& report);

} // namespace docket::app
