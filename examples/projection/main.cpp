// A read model of your own: at which hours of the day (UTC) orders are placed. One small class says which
// events it wants and what they change; the engine catches it up, keeps it live, and rebuilds it when its
// version is raised.
#include <docket/engine.hpp>
#include <docket/queries.hpp>

#include <chrono>
#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

using namespace docket;

namespace {

constexpr std::int64_t hour_us = 3'600'000'000;

class busy_hours final : public projection {
public:
  std::string_view name() const noexcept override { return "busy_hours"; }
  std::int32_t version() const noexcept override { return 1; } // Raise it with the tables or what is in them.
  const log_filter& interest() const noexcept override { return interest_; }

  void create_tables(view_tables& tables) override {
    tables.execute("CREATE TABLE hours (hour INTEGER PRIMARY KEY, orders INTEGER NOT NULL) STRICT");
  }

  void apply(const event_view& event, view_tables& tables) override {
    auto& add =
        tables.prepared("INSERT INTO hours VALUES (?, 1) ON CONFLICT DO UPDATE SET orders = orders + 1");
    add.bind(1, event.occurred_at.microseconds / hour_us % 24);
    add.run();
  }

private:
  log_filter interest_{.stream_types = {"order"}, .event_types = {"OrderPlaced"}};
};

// A few orders, placed at nine and at ten. Answers the position of the last event.
position take_orders(engine& shop) {
  position last{};
  const auto first_number = value(shop.metrics().head.position) + 1;
  for (std::uint64_t number = first_number; number < first_number + 3; ++number) {
    command_options when;
    when.occurred_at =
        parse_timestamp(number % 3 == 0 ? "2026-03-01T10:15:00Z" : "2026-03-01T09:30:00Z").value();
    const command_result answer =
        shop.execute(create_order{.order = order_id{"order-" + std::to_string(number)},
                                  .customer = customer_id{"cust-1"},
                                  .currency = currency{"EUR"},
                                  .items = {{product_id{"book"}, "A book", quantity{1}, 12.50_money}},
                                  .place = true},
                     when)
            .get();
    if (answer) last = answer->last;
  }
  return last;
}

void print_hours(const engine& shop, position written) {
  // Reads what was just written: waits for this view, at most a minute.
  const freshness fresh{.at_least = written, .within = std::chrono::minutes{1}};
  const auto refused = shop.queries().read("busy_hours", fresh, [](view_reader& view) {
    auto& hours = view.prepared("SELECT hour, orders FROM hours ORDER BY hour");
    for (const sqlite::rows_of rows{hours}; rows.next();)
      std::cout << hours.integer(0) << ":00  " << hours.integer(1) << " orders\n";
  });
  if (refused) std::cout << refused->rule << ": " << refused->message << '\n';
}

} // namespace

int main() {
  config settings{.database = "orders.db"};
  settings.projections = builtin_projections(); // Those that come with docket,
  settings.projections.push_back([] { return std::make_unique<busy_hours>(); }); // and your own.
  engine shop{settings};
  const auto written = take_orders(shop);
  print_hours(shop, written);

  if (const auto counts = shop.queries().counts({}, {.at_least = written}))
    std::cout << counts->counts[static_cast<std::size_t>(order_status::placed)] << " orders are placed\n";
  for (const auto& view : shop.projections().status())
    std::cout << view.name << ": " << name_of(view.state) << ", position " << value(view.position) << '\n';
}
