#include "docket/actors/fulfilment/fulfilment_parts.hpp"

#include "docket/actors/fulfilment/alarm_clock_actor.hpp"
#include "docket/actors/fulfilment/news_router_actor.hpp"

#include <utility>

namespace docket {

namespace {

// Written before anything can happen that it would have to know of.
position checkpoint_of(event_store& store, log_reader& reader) {
  if (const auto kept = reader.load_checkpoint(fulfilment_checkpoint)) return *kept;
  const auto end = reader.head().position;
  store.write_checkpoint(fulfilment_checkpoint, end);
  return end;
}

fulfilment_flow flow_of(fulfilment_mode mode) {
  return mode == fulfilment_mode::reserve_first ? fulfilment_flow::reserve_first : fulfilment_flow::pay_first;
}

} // namespace

fulfilment_parts::fulfilment_parts(const config& settings, command_sender sender)
    : desk_(std::make_shared<step_desk>(sender, settings.payments, settings.carrier)) {}

void fulfilment_parts::start(const fulfilment_surroundings& around) {
  const auto& chosen = around.settings.fulfilment;
  std::shared_ptr<log_reader> reader = around.store.open_reader();
  const auto begin = checkpoint_of(around.store, *reader);
  auto feed = std::make_shared<subscription_feed>(around.settings.subscriptions.buffer_max);
  router_ = spawn_with_thread<news_router_actor>(
      around.system, news_router_context{around.sender, flow_of(chosen.mode), text{chosen.payment_method},
                                         feed, std::move(reader), around.publisher, around.persistence, begin,
                                         chosen.news_under_way_max, around.settings.subscriptions.page,
                                         chosen.checkpoint_every, around.settings.log, &around.counts});
  tell(around.publisher, add_subscriber{std::move(feed), router_});
  alarm_clock_ = around.system.spawn<alarm_clock_actor>(
      alarm_clock_context{around.sender, around.read_desk, around.settings.clock, chosen.look_every,
                          chosen.policy.answer_within, chosen.alarms_ringing_max});
}

void fulfilment_parts::end() {
  desk_->close();
  tell_to_end(router_);
  tell_to_end(alarm_clock_);
}

} // namespace docket
