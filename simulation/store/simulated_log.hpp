#pragma once

#include "docket/simulation/machine/simulated_storage.hpp"
#include "docket/simulation/store/store_fault.hpp"

#include <chrono>
#include <functional>
#include <memory>

namespace docket {

// An event log in memory on a disk of its own: it outlives the store that writes it, and goes wrong as it is
// told. One store is open at a time. One thread.
class simulated_log final : public simulated_storage {
public:
  // `slow` is told how long an operation takes that is slow. Only one that may lie survives the fault `lies`.
  explicit simulated_log(std::function<void(std::chrono::milliseconds)> slow = {}, bool may_lie = false);
  ~simulated_log() override;

  void go_wrong(store_faults by);

  // Throws store_error: io, when opening is made to fail.
  [[nodiscard]] std::unique_ptr<event_store> open();

  void place(config& settings) override;
  void cut_power() override;
  void restore_power() override {}
  [[nodiscard]] bool wants_restart() const override;
  [[nodiscard]] std::unique_ptr<log_reader> open_auditor() const override;

  // Commits that were said to be durable and were lost in a power cut: by disks that lie.
  [[nodiscard]] std::uint64_t lost_by_lies() const;

  class disk;

private:
  std::shared_ptr<disk> disk_;
};

} // namespace docket
