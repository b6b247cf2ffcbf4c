#pragma once

#include "docket/app/program/invocation.hpp"

namespace CLI {
class App;
}

// The subcommands of the program, one function each, in the order in which --help lists them. Each adds its
// subcommand with its options to `program` and, when it is the one that was called, leaves in `call.action`
// what to do.
namespace docket::app {

void add_demo_command(CLI::App& program, invocation& call);
void add_serve_command(CLI::App& program, invocation& call);
void add_apply_command(CLI::App& program, invocation& call);
void add_show_command(CLI::App& program, invocation& call);
void add_history_command(CLI::App& program, invocation& call);
void add_counts_command(CLI::App& program, invocation& call);
void add_list_command(CLI::App& program, invocation& call);
void add_search_command(CLI::App& program, invocation& call);
void add_details_command(CLI::App& program, invocation& call);
void add_stats_command(CLI::App& program, invocation& call);
void add_stock_command(CLI::App& program, invocation& call);
void add_board_command(CLI::App& program, invocation& call);
void add_fulfilment_command(CLI::App& program, invocation& call);
void add_projections_command(CLI::App& program, invocation& call);
void add_dead_letters_command(CLI::App& program, invocation& call);
void add_token_command(CLI::App& program, invocation& call);
void add_log_level_command(CLI::App& program, invocation& call);
void add_events_command(CLI::App& program, invocation& call);
void add_verify_command(CLI::App& program, invocation& call);
void add_backup_command(CLI::App& program, invocation& call);
void add_restore_command(CLI::App& program, invocation& call);
void add_config_command(CLI::App& program, invocation& call);
void add_archive_command(CLI::App& program, invocation& call);
void add_bench_command(CLI::App& program, invocation& call);
void add_simulate_command(CLI::App& program, invocation& call);

} // namespace docket::app
