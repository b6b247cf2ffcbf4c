#include "docket/app/bench/read_side/sample_logs.hpp"

#include "docket/app/bench/fulfilment_flight.hpp"
#include "docket/app/bench/life_source.hpp"
#include "docket/app/bench/prompt_gateways.hpp"

#include <fmt/format.h>

namespace docket::app::bench {

std::filesystem::path write_log_of_orders(const bench_room& room, std::uint64_t orders) {
  room.tell(fmt::format("writing a log of {} orders", orders));
  auto database = room.scratch.fresh("orders");
  engine running{settings_for(room, database)};
  flight load{running, lives_of_orders(room.seed, many, orders), many, room.watch};
  load.begin();
  load.end_of_source();
  return database;
}

std::filesystem::path write_log_of_fulfilments(const bench_room& room, std::uint64_t fulfilments) {
  room.tell(fmt::format("writing a log of {} fulfilments", fulfilments));
  auto database = room.scratch.fresh("fulfilments");
  auto settings = settings_for(room, database);
  fulfil_promptly(settings);
  engine running{std::move(settings)};
  fill_shelves(running);
  fulfilment_flight load{running, room.seed, demand::spread, fulfilments_under_way, room.watch};
  load.begin();
  static_cast<void>(load.after_fulfilments(fulfilments));
  load.end();
  return database;
}

} // namespace docket::app::bench
