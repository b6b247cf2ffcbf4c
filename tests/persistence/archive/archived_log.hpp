#pragma once

#include "store/sample_appends.hpp"
#include "store/temporary_folder.hpp"

#include "docket/persistence/store/archive.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace docket::testing {

inline constexpr int orders_in_log = 12;

// order-1 to order-12, whose events stand between each other's: round n has an event of each order from n on,
// so that order-k has 2k events. Each round is three commits. Positions 1 to 156.
inline void write_log(event_store& store) {
  for (int round = 1; round <= orders_in_log; ++round)
    for (int third = 0; third < 3; ++third) {
      std::vector<append> batch;
      for (int order = round; order <= orders_in_log; ++order)
        if (order % 3 == third)
          batch.push_back(sample_append("order-" + std::to_string(order), expected_version::any(), 2));
      if (!batch.empty()) commit(store, batch, seconds_after_noon(round));
    }
}

inline stream_choice choice_of(std::vector<std::string> orders) {
  return [orders = std::move(orders)](quiet_streams& quiet, const std::function<void(stream_key)>& take) {
    for (const auto& order : orders)
      if (const auto key = quiet.log().find_stream("order", order)) take(*key);
  };
}

inline archive_report archive_orders(const std::filesystem::path& database, std::vector<std::string> orders,
                                     const archive_options& options = {}) {
  return archive_streams(database, latest_time, choice_of(std::move(orders)), options);
}

struct log_on_disk {
  log_on_disk() { write_log(*open_sqlite_store(path)); }

  [[nodiscard]] std::filesystem::path archive(int number) const {
    return folder / "log.db.archives" / ("000" + std::to_string(number) + ".docket-archive");
  }

  temporary_folder folder;
  std::filesystem::path path = folder / "log.db";
};

} // namespace docket::testing
