#pragma once

#include "docket/simulation/audit/audited_log.hpp"
#include "docket/simulation/audit/violation.hpp"

#include <filesystem>

namespace docket {

// Every live view of the folder has applied exactly the events of the log up to its position, by the views'
// own check; and counts of orders by status, stock levels and customers' totals are those of a fold of the
// log. A view with dead letters is not compared. Once everything is quiet none may lag. Costs milliseconds:
// each view is a file that is opened. Throws store_error.
void audit_views(const audited_log& log, log_reader& reader, const std::filesystem::path& folder, bool quiet,
                 findings& found);

} // namespace docket
