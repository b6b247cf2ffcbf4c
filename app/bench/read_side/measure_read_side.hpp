#pragma once

#include "docket/app/bench/bench_room.hpp"
#include "docket/app/bench/read_side/read_side_figures.hpp"

#include <vector>

// The measurements of the read side, each in a file of its own, with the views of builtin_projections(). They
// throw store_error and command_failed.
namespace docket::app::bench {

// Views made from nothing, over a log of orders and over one of fulfilments.
[[nodiscard]] std::vector<rebuild_figure> measure_rebuild(const bench_room& room);

// Ever faster, as long as the views keep up: writer and views share the machine.
[[nodiscard]] following_figure measure_following(const bench_room& room);

// The writer as fast as it can, in turns with and without views.
[[nodiscard]] full_load_figure measure_full_load(const bench_room& room);

// Every query over many orders: now, as of the middle of the history and at its middle position.
[[nodiscard]] queries_figure measure_queries(const bench_room& room);

// Reading what one has just written.
[[nodiscard]] own_writes_figure measure_own_writes(const bench_room& room);

} // namespace docket::app::bench
