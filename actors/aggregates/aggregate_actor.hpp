#pragma once

#include "docket/actors/aggregates/aggregate_context.hpp"
#include "docket/actors/aggregates/messages.hpp"
#include "docket/actors/log_actors/messages.hpp"
#include "docket/actors/runtime/light_actor.hpp"
#include "docket/domain/planted_bugs.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <utility>
#include <vector>

namespace docket {

// One live aggregate: owns its state, takes its commands in turn, and acknowledges only what is durable. It
// serves every kind of aggregate; the rules are the domain's, what to do with a batch of commands is
// decision_batch's.
//
// It knows its stream (`known_`), or not yet, or takes it to be new: a command that begins a stream is
// decided without reading, and should the stream exist the append conflicts and the command is decided again
// on what the log holds. While an append or a hydration is under way commands queue; then all of them are
// decided at once.
template <class Aggregate>
class aggregate_actor : public light_actor {
public:
  using context = aggregate_context<Aggregate>;

  aggregate_actor(caf::actor_config& config, const context& shared, caf::actor shard, text id)
      : light_actor(config),
        shared_(shared),
        shard_(std::move(shard)),
        id_(std::move(id)) {
    counters::add(shared_.counts->live_aggregates);
  }
  ~aggregate_actor() override { counters::subtract(shared_.counts->live_aggregates); }

protected:
  void receive(incoming message) override {
    try {
      if (auto* m = message.as<carry_out<Aggregate>>())
        take(std::move(m->command));
      else if (auto* m1 = message.as<inspect<Aggregate>>())
        show(std::move(m1->show));
      else if (auto* m2 = message.as<append_finished>())
        finish_append(*m2->job);
      else if (auto* m3 = message.as<hydrated<Aggregate>>())
        finish_hydration(*m3);
      else if (message.as<passivate>())
        rest();
    } catch (const std::exception& e) {
      die(e.what());
    }
  }

private:
  // Twice is bad luck with another writer; more is a fault.
  static constexpr int conflicts_max = 3;

  enum class stream { unknown, known, taken_as_new };

  // What is under way. An aggregate at rest has none, which keeps a million of them small.
  struct work {
    std::vector<command_ptr<Aggregate>> queue;
    std::vector<std::shared_ptr<inspection<Aggregate>>> inspections;
    std::unique_ptr<decision_batch<Aggregate>> batch; // Set while its append is under way.
    bool hydrating = false;

    [[nodiscard]] bool idle() const noexcept { return queue.empty() && inspections.empty(); }
  };

  void take(command_ptr<Aggregate> command) {
    if (!work_) work_ = std::make_unique<work>();
    if (work_->queue.size() >= shared_.queue_max) {
      command->answer(
          unexpected{failure{failure_kind::overloaded, {}, "too many commands wait for this aggregate"}});
      return;
    }
    work_->queue.push_back(std::move(command));
    proceed();
  }

  // While nothing is being written, the state is the durable one.
  void show(std::shared_ptr<inspection<Aggregate>> to) {
    if (!work_) work_ = std::make_unique<work>();
    work_->inspections.push_back(std::move(to));
    proceed();
  }

  void proceed() {
    while (!work_->batch && !work_->hydrating && !work_->idle()) {
      if (stream_ == stream::known) {
        answer_inspections(&image_.state);
        if (!work_->queue.empty()) decide_queue();
      } else if (begins_with_a_command()) {
        stream_ = stream::taken_as_new;
        decide_queue();
      } else {
        request_hydration();
      }
    }
    if (work_->idle() && !work_->batch && !work_->hydrating) work_.reset();
  }

  [[nodiscard]] bool begins_with_a_command() const {
    return !work_->queue.empty() && Aggregate::begins_stream(work_->queue.front()->command);
  }

  void answer_inspections(const typename Aggregate::state* state) {
    for (auto& to : std::exchange(work_->inspections, {}))
      (*to)(state);
  }

  void decide_queue() {
    auto job = std::make_shared<append_job>();
    auto& batch = *(work_->batch = std::make_unique<decision_batch<Aggregate>>(image_, shared_.decisions));
    auto& queue = work_->queue;
    const auto count = std::min(queue.size(), shared_.batch_max);
    std::size_t taken = 0;
    while (taken < count) {
      const bool stands = batch.decide_next(std::move(queue[taken++]), job->data);
      if (!stands && stream_ == stream::taken_as_new) break; // Refused by what may not be true.
    }
    queue.erase(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(taken));
    if (!job->data.events.empty())
      send_append(std::move(job));
    else
      finish_without_append();
  }

  void finish_without_append() {
    const auto batch = std::move(work_->batch);
    if (stream_ == stream::taken_as_new)
      decide_again(*batch);
    else
      batch->complete_without_events();
  }

  void send_append(std::shared_ptr<append_job> job) {
    const auto base = work_->batch->base();
    auto& data = job->data;
    data.stream = {Aggregate::stream_type, id_};
    data.key = image_.key;
    data.expected = base == version{} ? expected_version::no_stream() : expected_version::exactly(base);
    if (planted(planted_bug::conflict_overlooked)) data.expected = expected_version::any();
    job->from = self();
    job->arrived = work_->batch->arrived();
    job->decided = std::chrono::steady_clock::now();
    tell(shared_.persistence, append_request{std::move(job)});
    if constexpr (process_manager<Aggregate>)
      if (planted(planted_bug::requests_before_commit)) send_requests(work_->batch->events());
    if (planted(planted_bug::snapshot_before_commit) && image_.key != stream_key::none)
      tell(shared_.persistence, snapshot_request{{image_.key, snapshot_of(image_)}});
  }

  void finish_append(append_job& job) {
    job.from = nullptr;
    const auto batch = std::move(work_->batch);
    if (const auto* why = std::get_if<failure>(&job.outcome)) {
      if (!planted(planted_bug::failed_append_keeps_state)) forget();
      if (planted(planted_bug::failed_append_acknowledged)) batch->complete(position{1});
      batch->fail(*why);
    } else if (const auto& result = std::get<append_result>(job.outcome)) {
      installed(*result, *batch);
    } else {
      counters::add(shared_.counts->conflicts);
      decide_again(*batch);
    }
    if (job.committed != append_job::time{}) shared_.counts->answer_us.record_since(job.committed);
    proceed();
  }

  void installed(const appended& where, decision_batch<Aggregate>& batch) {
    stream_ = stream::known;
    image_.key = where.key;
    if (!planted(planted_bug::repeat_without_positions))
      image_.commands.settle(batch.base(), where.first, where.last);
    batch.complete(where.first);
    if constexpr (process_manager<Aggregate>)
      if (!planted(planted_bug::requests_before_commit)) send_requests(batch.events());
    if (wants_snapshot()) {
      image_.snapshot_version = image_.version;
      tell(shared_.persistence, snapshot_request{{image_.key, snapshot_of(image_)}});
    }
  }

  // What it asks of others goes out only now that its own events are durable.
  void
  send_requests(const std::vector<typename Aggregate::event>& events) requires process_manager<Aggregate> {
    std::vector<typename Aggregate::request> requests;
    const typename Aggregate::id own{id_.view()};
    for (const auto& event : events)
      requests_of(own, event, image_.state, requests);
    shared_.out.happened(events);
    if (!requests.empty()) shared_.out.send(std::move(requests));
  }

  // A snapshot holds the remembered commands too: where they are many it comes more rarely, so that writing
  // them costs every event the same.
  [[nodiscard]] bool wants_snapshot() const {
    const auto since = value(image_.version) - value(image_.snapshot_version);
    return shared_.snapshot_every > 0 && since >= shared_.snapshot_every &&
           since >= image_.commands.size() / 4;
  }

  // The log is not as the decisions took it to be: read it, and decide the same commands once more.
  void decide_again(decision_batch<Aggregate>& batch) {
    forget();
    std::vector<command_ptr<Aggregate>> again;
    for (auto& command : batch.take_back()) {
      if (++command->conflicts < conflicts_max)
        again.push_back(std::move(command));
      else
        command->answer(
            unexpected{failure{failure_kind::internal, {}, "the stream kept changing under the command"}});
    }
    auto& queue = work_->queue;
    queue.insert(queue.begin(), std::make_move_iterator(again.begin()), std::make_move_iterator(again.end()));
    if (!work_->idle()) request_hydration();
  }

  void request_hydration() {
    work_->hydrating = true;
    counters::add(shared_.counts->hydrations);
    const auto me = self();
    auto read = [me, id = id_, retention = shared_.decisions.retention](log_reader& reader) {
      tell(me, read_image(reader, id, retention));
    };
    auto refuse = [me](const failure& why) {
      tell(me, hydrated<Aggregate>{nullptr, std::make_shared<failure>(why)});
    };
    tell(shared_.read_desk, read_request{std::move(read), std::move(refuse)});
  }

  static hydrated<Aggregate> read_image(log_reader& reader, const text& id,
                                        const command_retention& retention) {
    try {
      return {std::make_shared<aggregate_image<Aggregate>>(hydrate<Aggregate>(reader, id.view(), retention)),
              nullptr};
    } catch (const store_error& e) {
      return {nullptr, std::make_shared<failure>(failure{failure_kind::store_unavailable, {}, e.what()})};
    } catch (const std::exception& e) {
      return {nullptr, std::make_shared<failure>(failure{failure_kind::internal, {}, e.what()})};
    }
  }

  void finish_hydration(hydrated<Aggregate>& m) {
    work_->hydrating = false;
    if (m.image) {
      image_ = std::move(*m.image);
      stream_ = stream::known;
    } else {
      answer_queue(*m.why);
      answer_inspections(nullptr);
    }
    proceed();
  }

  void answer_queue(const failure& why) {
    for (auto& command : std::exchange(work_->queue, {}))
      if (command) // Null: it was taken into a batch that failed midway.
        command->answer(unexpected{why});
  }

  void forget() {
    image_ = {};
    stream_ = stream::unknown;
  }

  void rest() {
    if (work_) return tell_shard(rest_answer::kind::busy);
    tell_shard(rest_answer::kind::resting);
    quit();
  }

  void tell_shard(typename rest_answer::kind what) { tell(shard_, rest_answer{what, id_}); }

  // A fault in here ends this actor and nothing else: what waits is answered, and the next command finds the
  // aggregate hydrated afresh.
  void die(const std::string& cause) {
    counters::add(shared_.counts->aggregates_died);
    shared_.log(std::string{Aggregate::stream_type} + " " + id_.str() + ": its actor failed: " + cause);
    // Before the answers: whoever sends another command after one finds a new actor.
    tell_shard(rest_answer::kind::died);
    const failure why{failure_kind::internal, {}, "the aggregate's actor failed: " + cause};
    if (work_ && work_->batch) work_->batch->fail(why);
    if (work_) answer_queue(why);
    if (work_) answer_inspections(nullptr);
    quit();
  }

  const context& shared_;
  caf::actor shard_;
  text id_;
  stream stream_ = stream::unknown;
  aggregate_image<Aggregate> image_;
  std::unique_ptr<work> work_;
};

} // namespace docket
