#pragma once

struct sqlite3;

namespace docket::views {

void create_dead_letter_tables(sqlite3* connection);

} // namespace docket::views
