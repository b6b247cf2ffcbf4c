#pragma once

#include "docket/app/program/invocation.hpp"
#include "docket/persistence/views/views_folder.hpp"

#include <memory>

namespace docket::app {

// The folder of the database's views, to write there. Another process that has it for a question has it
// shortly and is waited for; one that keeps the views is said to have it. Throws store_error.
[[nodiscard]] std::unique_ptr<views_folder> own_views(const invocation& call);

} // namespace docket::app
