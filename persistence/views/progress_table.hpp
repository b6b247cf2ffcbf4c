#pragma once

#include "docket/persistence/views/statement_cache.hpp"
#include "docket/persistence/views/view_progress.hpp"

struct sqlite3;

// The one row in which a view's file says what it is and how far.
namespace docket::views {

// `view_progress`, with its row: nothing is applied yet.
void create_progress_table(sqlite3* connection, const view_identity& identity);

[[nodiscard]] view_identity read_identity(statement_cache& statements);
[[nodiscard]] view_progress read_progress(statement_cache& statements);
void write_progress(statement_cache& statements, const view_progress& progress);

} // namespace docket::views
