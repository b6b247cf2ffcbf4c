#include "crash_run.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace docket::testing {
namespace {

constexpr std::uint64_t recoveries_max = 12; // Scenarios' operations after which recovery is cut, too.

// One thing that goes wrong in a scenario, and how the scenario ends.
struct crash_case {
  std::uint64_t operation = 0; // Of the scenario, 1..
  disk_fault fault;
  bool for_good = false;
  bool power_goes_after = false; // Else the store is closed.
};

std::string_view name_of_kind(disk_fault_kind kind) {
  switch (kind) {
  case disk_fault_kind::io_error: return "io_error";
  case disk_fault_kind::full: return "full";
  case disk_fault_kind::busy: return "busy";
  case disk_fault_kind::forgotten_sync: return "forgotten_sync";
  case disk_fault_kind::power_cut: return "power_cut";
  default: return "other";
  }
}

class crash_runner {
public:
  crash_runner(const crash_scenario& scenario, const crash_run_options& options)
      : scenario_(scenario),
        options_(options) {}

  crash_report run() {
    record();
    const auto step =
        std::max<std::uint64_t>(1, (kinds_.size() + options_.operations_max - 1) / options_.operations_max);
    for (std::uint64_t n = 1; n <= kinds_.size(); n += step)
      try_all_at(n);
    cut_recoveries();
    return std::move(report_);
  }

private:
  // Without a fault: how many operations there are, and of which kinds.
  void record() {
    crash_world world{options_.disk};
    scenario_.prepare(world);
    world.disk().set_faults([this](const disk_operation& asked) {
      kinds_.push_back(asked.kind);
      return disk_fault{};
    });
    scenario_.act(world);
    world.disk().set_faults({});
    world.settle();
    note(world, fmt::format("{}, without a fault", scenario_.name));
    report_.operations = kinds_.size();
  }

  void try_all_at(std::uint64_t operation) {
    using enum disk_operation_kind;
    const auto kind = kinds_[operation - 1];
    if (kind == lock) return try_errors(operation, disk_fault_kind::busy, 0);
    try_errors(operation, disk_fault_kind::io_error, 0);
    if (kind == write) try_errors(operation, disk_fault_kind::io_error, 100); // Half done.
    if (kind == write || kind == make) try_errors(operation, disk_fault_kind::full, 0);
    if (kind == sync) try_errors(operation, disk_fault_kind::forgotten_sync, 0);
    if (!changes_disk(kind)) return;
    for (const auto damage : every_power_damage)
      try_one(power_cut_at(operation, damage));
  }

  void try_errors(std::uint64_t operation, disk_fault_kind kind, std::uint64_t number) {
    for (const bool for_good : {false, true})
      for (const bool power_goes_after : {false, true})
        try_one({operation, {.kind = kind, .number = number}, for_good, power_goes_after});
  }

  crash_case power_cut_at(std::uint64_t operation, power_damage damage) const {
    const auto seed = options_.seed * 1'000'003 + operation * 31 + static_cast<std::uint64_t>(damage);
    return {operation, {.kind = disk_fault_kind::power_cut, .number = seed, .damage = damage}};
  }

  void act(crash_world& world, const crash_case& c) {
    scenario_.prepare(world);
    const auto nth = world.disk().counters().operations + c.operation;
    if (c.fault.kind == disk_fault_kind::busy) world.expect_busy();
    world.disk().set_faults(c.for_good ? fails_from(nth, c.fault) : fails_once(nth, c.fault));
    scenario_.act(world);
  }

  void try_one(const crash_case& c) {
    crash_world world{options_.disk};
    act(world, c);
    if (c.power_goes_after) {
      const auto damage = every_power_damage[(c.operation + c.fault.number) % every_power_damage.size()];
      world.disk().power_cut(damage, options_.seed + c.operation);
    }
    world.settle();
    note(world, describe(c));
  }

  void cut_recoveries() {
    std::vector<std::uint64_t> changing;
    for (std::uint64_t n = 1; n <= kinds_.size(); ++n)
      if (changes_disk(kinds_[n - 1])) changing.push_back(n);
    const auto wanted = std::min(recoveries_max, options_.operations_max);
    const auto step = std::max<std::size_t>(1, changing.size() / wanted);
    for (std::size_t i = 0; i < changing.size(); i += step)
      cut_recovery_from(changing[i]);
  }

  // Each operation of the recovery in turn, with the damages in turn.
  void cut_recovery_from(std::uint64_t operation) {
    for (std::uint64_t nth = 1, struck = 1; struck != 0; nth += options_.recovery_step) {
      const auto damage = every_power_damage[(operation + nth) % every_power_damage.size()];
      const auto first = power_cut_at(operation, every_power_damage[nth % every_power_damage.size()]);
      crash_world world{options_.disk};
      act(world, first);
      struck = world.settle_after(nth, power_cut_at(nth, damage).fault) ? 1 : 0;
      note(world,
           fmt::format("{}, then at operation {} of the recovery {}", describe(first), nth, name_of(damage)));
    }
  }

  // "first_commit, operation 16 (write): io_error for good, then a power cut (number 0)"
  std::string describe(const crash_case& c) const {
    const bool cut = c.fault.kind == disk_fault_kind::power_cut;
    return fmt::format(
        "{}, operation {} ({}): {}{}{} (number {})", scenario_.name, c.operation,
        name_of(kinds_[c.operation - 1]), cut ? name_of(c.fault.damage) : name_of_kind(c.fault.kind),
        c.for_good ? " for good" : "", c.power_goes_after ? ", then a power cut" : "", c.fault.number);
  }

  void note(crash_world& world, const std::string& what) {
    ++report_.cases;
    report_.power_cuts += world.disk().counters().power_cuts;
    report_.counts.add(world.counts());
    for (const auto& finding : world.findings())
      report_.findings.push_back(what + ": " + finding);
  }

  const crash_scenario& scenario_;
  const crash_run_options& options_;
  std::vector<disk_operation_kind> kinds_;
  crash_report report_;
};

} // namespace

void crash_report::add(const crash_report& other) {
  operations += other.operations;
  cases += other.cases;
  power_cuts += other.power_cuts;
  counts.add(other.counts);
  findings.insert(findings.end(), other.findings.begin(), other.findings.end());
}

crash_report run_crashes(const crash_scenario& scenario, const crash_run_options& options) {
  return crash_runner{scenario, options}.run();
}

} // namespace docket::testing
