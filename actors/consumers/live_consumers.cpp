#include "docket/actors/consumers/live_consumers.hpp"

#include "docket/actors/consumers/consumer_actor.hpp"
#include "docket/actors/runtime/spawning_thread.hpp"
#include "docket/domain/ids.hpp"
#include "docket/domain/quoted.hpp"

#include <stdexcept>
#include <utility>

namespace docket {

namespace {

using std::chrono::milliseconds;

void require_usable(std::string_view name, const batch_handler& handler, const consumer_options& options) {
  // Written as the ids of orders are, so that it can stand in a message, a file or a path as it is.
  if (!order_id::parse(name))
    throw std::invalid_argument{"a consumer's name is 1 to 128 of A-Z a-z 0-9 . _ ~ : -, and not " +
                                quoted(name)};
  if (!handler) throw std::invalid_argument{"a consumer needs a handler"};
  if (options.batch_max == 0 || options.unacknowledged_max == 0)
    throw std::invalid_argument{"a consumer's batch_max and unacknowledged_max are 1 or more"};
  if (options.back_off_first < milliseconds{0} || options.back_off_max < milliseconds{0} ||
      options.checkpoint_every < milliseconds{0})
    throw std::invalid_argument{"a consumer's durations are not negative"};
}

consumer::state::links links_between(const consumer_surroundings& around, const caf::actor& actor,
                                     const std::string& checkpoint) {
  return {
      .go_on = [actor] { tell(actor, consumer_goes_on{}); },
      .keep =
          [writer = around.persistence, checkpoint](position at) {
            tell(writer, checkpoint_request{checkpoint, at});
          },
      .keep_later =
          [&system = around.system, actor](consumer::state::clock::duration wait) {
            tell_later(system, std::chrono::ceil<milliseconds>(wait), actor, consumer_keeps_checkpoint{});
          },
      .end = [actor] { tell_to_end(actor); },
      .now = [&system = around.system] { return system.clock().now(); },
  };
}

} // namespace

std::shared_ptr<consumer::state> live_consumers::start(const consumer_surroundings& around,
                                                       std::string_view name, log_filter filter,
                                                       batch_handler handler, consumer_options options) {
  require_usable(name, handler, options);
  const std::scoped_lock hold{lock_};
  auto& place = live_[std::string{name}];
  if (const auto other = place.lock(); other && other->active())
    throw std::logic_error{"the consumer " + quoted(name) + " is live already; cancel it first"};

  const auto checkpoint = std::string{consumer_checkpoint_prefix} + std::string{name};
  std::shared_ptr<log_reader> reader = around.store.open_reader();
  const auto begin = reader->load_checkpoint(checkpoint).value_or(position{options.begin.after});
  auto shared = std::make_shared<consumer::state>(begin, std::move(options));
  auto bell = std::make_shared<log_bell>();
  const spawning_thread this_one;
  const auto actor = spawn_with_thread<consumer_actor>(
      around.system, consumer_context{shared, bell, std::move(reader), around.publisher, std::move(filter),
                                      std::move(handler)});
  shared->connect(links_between(around, actor, checkpoint));
  place = shared;
  tell(around.publisher, add_follower{std::move(bell), actor});
  return shared;
}

void live_consumers::cancel() {
  std::map<std::string, std::weak_ptr<consumer::state>, std::less<>> live;
  {
    const std::scoped_lock hold{lock_};
    live.swap(live_);
  }
  // Not under the lock: it waits for calls under way, and those may start consumers.
  for (const auto& [name, weak] : live)
    if (const auto shared = weak.lock()) shared->cancel();
}

} // namespace docket
