#pragma once

#include "docket/persistence/views/projection.hpp"
#include "docket/persistence/views/statistics/dimension.hpp"
#include "docket/persistence/views/statistics/history.hpp"
#include "docket/persistence/views/statistics/members.hpp"
#include "docket/persistence/views/statistics/open_orders.hpp"
#include "docket/persistence/views/statistics/rankings.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace docket {

// Orders, their totals, pieces and revenue, summed by one dimension: customer_statistics, product_statistics
// and calendar are three of these. Every order that was created counts, whatever became of it.
class statistics_projection final : public projection {
public:
  explicit statistics_projection(const statistics::dimension& by);

  [[nodiscard]] std::string_view name() const noexcept override { return by_.projection; }
  [[nodiscard]] std::int32_t version() const noexcept override;
  [[nodiscard]] const log_filter& interest() const noexcept override;

  void create_tables(view_tables& tables) override;
  void apply(const event_view& event, view_tables& tables) override;
  void flush(view_tables& tables) override;
  void forget() noexcept override;

private:
  struct pending_change {
    statistics::member* of = nullptr;
    std::array<std::int64_t, statistics::axes> at{}; // By axis.
    statistics::figures added;
  };

  void count(const event_view& event, const currency& in, const std::vector<statistics::share>& before,
             const std::vector<statistics::share>& after, view_tables& tables);
  void add(const event_view& event, const currency& in, const statistics::share& of,
           const statistics::figures& added, view_tables& tables);
  void write_pending(view_tables& tables);
  void write_pending(statistics::axis a, view_tables& tables);
  void set_boundaries(view_tables& tables);

  const statistics::dimension& by_;
  statistics::open_orders orders_;
  statistics::members members_;
  std::vector<pending_change> pending_;
  std::array<statistics::boundary_writer, statistics::axes> boundaries_{
      statistics::boundary_writer{statistics::axis::position},
      statistics::boundary_writer{statistics::axis::time}};
  std::int64_t latest_time_ = statistics::before_all;        // Of the changes that are written.
  std::int64_t latest_time_before_ = statistics::before_all; // The same, one writing earlier.
};

// The three that are built in.
[[nodiscard]] std::unique_ptr<projection> make_customer_statistics();
[[nodiscard]] std::unique_ptr<projection> make_product_statistics();
[[nodiscard]] std::unique_ptr<projection> make_calendar();

} // namespace docket
