#pragma once

#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/views/history/moment.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::app::bench {

// What a question is asked about, each time something else, so that no answer is one's own of before.
struct asked_about {
  std::uint64_t seed = 1;   // Of the orders, as order_life makes them.
  std::uint64_t number = 0; // Of an order that had been created at the moment.
  moment at;
  std::string* cursor = nullptr; // Of the page before, of the same query and moment.
};

struct bench_query {
  std::string name;
  std::string_view view;
  bool is_page = false, is_count = false; // What the goals are about.
  // Throws command_failed with the rule when it is refused.
  std::function<void(view_reader&, log_reader&, const asked_about&)> ask;
};

// Every kind of query, pages of 50.
[[nodiscard]] std::vector<bench_query> queries_of_orders();
[[nodiscard]] std::vector<bench_query> queries_of_fulfilments(); // And of the stock that they take.

} // namespace docket::app::bench
