#pragma once

#include "docket/app/apply/apply_options.hpp"
#include "docket/app/apply/journal.hpp"
#include "docket/app/input/input_file.hpp"

#include <filesystem>
#include <vector>

namespace docket::app {

// Opens the files for rejects and receipts that are wanted, and empties none. Throws command_failed for one
// that cannot be written, or that is the input, the database, one of the `kept` files or the other one: they
// would be destroyed.
[[nodiscard]] journal::files open_records(const apply_options& options, const input_file& input,
                                          const std::filesystem::path& database,
                                          const std::vector<std::filesystem::path>& kept = {});

} // namespace docket::app
