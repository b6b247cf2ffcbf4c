#include "docket/app/demo/rehearsal.hpp"

#include "docket/app/demo/catalogue.hpp"
#include "docket/app/demo/ends.hpp"
#include "docket/app/demo/story_commands.hpp"
#include "docket/app/demo/timeline.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/progress.hpp"
#include "docket/app/pipeline/pipeline.hpp"
#include "docket/app/program/errors.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace docket::app {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::size_t commands_in_flight_max = 512;
constexpr std::uint64_t orders_under_way_max = 1'000;

[[noreturn]] void stop_for(const failure& why) {
  throw command_failed{fmt::format("the demo stopped: {}", why.message)};
}

// One run: sends on the calling thread, counts on the pipeline's.
class play_run {
public:
  play_run(const shop& of, engine& to)
      : shop_(of),
        engine_(to),
        ends_(to),
        pipeline_(
            to, commands_in_flight_max,
            {[this](std::size_t, const command_result& answer) { return take_answer(answer); }, [] {}}) {}

  rehearsal run(const std::vector<delivery>& delivered) {
    const auto begun = clock::now();
    receive(delivered);
    timeline line{shop_};
    for (auto now = line.next(); now.told; now = line.next())
      send(*now.told, now.step);
    pipeline_.wait_until_idle();
    ends_.wait_for_all([this] { show_progress(); });
    played_.placed = placed_;
    played_.elapsed = clock::now() - begun;
    return std::move(played_);
  }

private:
  void receive(const std::vector<delivery>& delivered) {
    for (const auto& [product, pieces, number] : delivered) {
      const product_id id{products()[product].id};
      command_options options{command_id{fmt::format("delivery:{}:{}", id.view(), number)}, {}, "warehouse"};
      const auto answer = engine_.execute(stock_command{receive_stock{id, quantity{pieces}}}, options).get();
      if (!answer) stop_for(answer.error());
    }
  }

  void send(const story& told, const story_step& step) {
    if (places(told, step)) ends_.wait_for_room(++placed_, orders_under_way_max);
    auto [command, options] = command_of(shop_, told, step);
    const auto place = pipeline_.acquire();
    pipeline_.send(place, std::move(command), std::move(options));
    show_progress();
  }

  // A repeat places nothing.
  bool places(const story& told, const story_step& step) {
    const auto kind = told.placed_at_once ? shopping_step::create : shopping_step::place;
    if (step.kind != kind || told.order == last_placed_) return false;
    last_placed_ = told.order;
    return true;
  }

  disposition take_answer(const command_result& answer) {
    if (answer) {
      ++(answer->repeated ? played_.counts.repeated : played_.counts.accepted);
    } else if (answer.error().kind == failure_kind::rejected) {
      ++played_.counts.refused;
      count_one(played_.counts.refused_by, answer.error().refusal->rule);
    } else {
      stop_for(answer.error());
    }
    return disposition::release;
  }

  void show_progress() {
    const auto ended = ends_.now();
    const auto share = static_cast<double>(ended.orders) / static_cast<double>(shop_.orders);
    progress_.show(
        placed_, std::min(share, 0.99),
        fmt::format(", {} completed, {} compensated", grouped(ended.completed), grouped(ended.compensated)));
  }

  shop shop_;
  engine& engine_;
  ends_watch ends_;
  std::uint64_t placed_ = 0, last_placed_ = 0;
  rehearsal played_; // Its counts are the pipeline's thread's until it is idle.
  progress progress_{"demo", "placed"};
  pipeline pipeline_; // Last: its thread uses all the others.
};

} // namespace

rehearsal play(const shop& of, const std::vector<delivery>& delivered, engine& to) {
  return play_run{of, to}.run(delivered);
}

} // namespace docket::app
