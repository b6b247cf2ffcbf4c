#include "docket/app/bench/life_source.hpp"

#include "docket/app/program/errors.hpp"

#include <utility>
#include <vector>

namespace docket::app::bench {
namespace {

struct alignas(64) life {
  std::uint64_t order = 0;
  std::size_t step = commands_per_life;
};

struct lives {
  explicit lives(std::size_t slots) : slots_(slots) {}

  std::vector<life> slots_;
  std::atomic<std::uint64_t> begun{0};
};

} // namespace

command_source lives_of_orders(std::uint64_t seed, std::size_t slots, std::uint64_t orders_max) {
  auto all = std::make_shared<lives>(slots);
  return [seed, orders_max, all = std::move(all)](std::size_t slot) -> std::optional<life_command> {
    auto& own = all->slots_[slot];
    if (own.step == commands_per_life) {
      own = {all->begun.fetch_add(1, std::memory_order_relaxed), 0};
      if (own.order >= orders_max) return std::nullopt;
    }
    return command_of_life(seed, own.order, own.step++);
  };
}

command_source changes_of_order(std::uint64_t seed, std::uint64_t number, std::uint64_t changes_max) {
  auto changes = std::make_shared<std::atomic<std::uint64_t>>(0);
  return [=](std::size_t) -> std::optional<life_command> {
    const auto change = changes->fetch_add(1, std::memory_order_relaxed);
    if (change >= changes_max) return std::nullopt;
    return change_in_life(seed, number, commands_per_life + change);
  };
}

void create_for_changes(engine& in, std::uint64_t seed, std::uint64_t number) {
  auto creation = command_of_life(seed, number, 0);
  const auto answer = in.execute(std::move(creation.command), std::move(creation.options)).get();
  if (!answer)
    throw command_failed("the engine refused a command of the benchmark: " + answer.error().message);
}

} // namespace docket::app::bench
