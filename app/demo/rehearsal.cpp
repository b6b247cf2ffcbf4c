#include "docket/app/demo/rehearsal.hpp"

#include "docket/app/demo/story_commands.hpp"
#include "docket/app/demo/timeline.hpp"
#include "docket/app/output/progress.hpp"
#include "docket/app/pipeline/pipeline.hpp"
#include "docket/app/program/errors.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <fmt/format.h>

namespace docket::app {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::size_t in_flight_max = 512;
constexpr std::uint64_t searched_max = 10'000;
// Most orders are over so long after the last one was created; for the progress.
constexpr std::int64_t tail_us = std::int64_t{6} * 24 * 3'600 * 1'000'000;

struct sent_step {
  std::uint64_t order = 0;
  std::string_view command; // Its stable name; static storage.
};

// One run: sends on the calling thread, counts on the pipeline's.
class play_run {
public:
  play_run(const shop& of, engine& to, std::uint64_t told_order)
      : shop_(of),
        told_order_(told_order),
        sent_(in_flight_max),
        pipeline_(
            to, in_flight_max,
            {[this](std::size_t place, const command_result& answer) { return take_answer(place, answer); },
             [this] { show_progress(); }}) {}

  rehearsal run() {
    const auto begun = clock::now();
    timeline line{shop_};
    for (auto now = line.next(); now.told; now = line.next())
      send(*now.told, now.step);
    pipeline_.wait_until_idle();
    played_.elapsed = clock::now() - begun;
    return std::move(played_);
  }

private:
  void send(const story& told, const story_step& step) {
    auto [command, options] = command_of(shop_, told, step);
    const auto place = pipeline_.acquire();
    sent_[place] = {told.order, command_name(command)};
    business_time_ = step.at.microseconds;
    pipeline_.send(place, std::move(command), std::move(options));
  }

  disposition take_answer(std::size_t place, const command_result& answer) {
    if (answer) {
      ++(answer->repeated ? played_.counts.repeated : played_.counts.accepted);
    } else if (answer.error().kind == failure_kind::rejected) {
      take_refusal(sent_[place], *answer.error().refusal);
    } else {
      throw command_failed{fmt::format("the demo stopped: {}", answer.error().message)};
    }
    return disposition::release;
  }

  void take_refusal(const sent_step& step, const rejection& why) {
    ++played_.counts.refused;
    count_one(played_.counts.refused_by, why.rule);
    count_one(played_.counts.refused_by_command, step.command);
    if (step.order == told_order_) played_.refusals.push_back(fmt::format("{}: {}", why.rule, why.message));
  }

  void show_progress() {
    const auto passed = static_cast<double>(business_time_ - shop::opens.microseconds);
    progress_.show(played_.counts.all(),
                   std::clamp(passed / static_cast<double>(shop::open_us + tail_us), 0.0, 0.99));
  }

  shop shop_;
  std::uint64_t told_order_;
  std::vector<sent_step> sent_; // By place.
  std::atomic<std::int64_t> business_time_{shop::opens.microseconds};
  rehearsal played_; // The pipeline's thread's until it is idle.
  progress progress_{"demo", "commands"};
  pipeline pipeline_; // Last: its thread uses all the others.
};

bool has_repeat(const story& told) {
  const auto same = [](const story_step& a, const story_step& b) { return a.number == b.number; };
  return std::adjacent_find(told.steps.begin(), told.steps.end(), same) != told.steps.end();
}

// How much there is to tell.
int score(const story& told) {
  if (!told.has(step_kind::deliver) || told.basket.size() < 2 || told.basket.size() > 4) return 0;
  int result = 1;
  for (const auto kind : {step_kind::add_line, step_kind::change_quantity})
    result += told.has(kind) ? 1 : 0;
  for (const auto kind : {step_kind::wrong_payment, step_kind::late_line})
    result += told.has(kind) ? 2 : 0;
  return result + (has_repeat(told) ? 1 : 0);
}

} // namespace

rehearsal play(const shop& of, engine& to, std::uint64_t told_order) {
  return play_run{of, to, told_order}.run();
}

std::uint64_t order_worth_telling(const shop& of) {
  std::uint64_t best = 1;
  int best_score = -1;
  for (std::uint64_t order = 1; order <= std::min(of.orders, searched_max); ++order) {
    const int scored = score(story_of(of, order));
    if (scored > best_score) {
      best = order;
      best_score = scored;
    }
  }
  return best;
}

} // namespace docket::app
