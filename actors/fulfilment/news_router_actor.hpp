#pragma once

#include "docket/actors/fulfilment/command_sender.hpp"
#include "docket/actors/fulfilment/messages.hpp"
#include "docket/actors/log_actors/messages.hpp"
#include "docket/actors/log_actors/subscription_feed.hpp"
#include "docket/actors/runtime/caf_seam.hpp"
#include "docket/actors/runtime/counters.hpp"
#include "docket/domain/planted_bugs.hpp"
#include "docket/persistence/read/fulfilment_list.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace docket {

struct news_router_context {
  command_sender sender;
  fulfilment_flow flow{};
  text payment_method; // Of orders that state none.
  std::shared_ptr<subscription_feed> feed;
  std::shared_ptr<log_reader> reader;
  caf::actor publisher;
  caf::actor persistence;
  position begin{}; // The checkpoint.
  std::size_t under_way_max = 4'096;
  std::size_t page = 1'000;
  std::chrono::milliseconds checkpoint_every{1'000};
  std::function<void(const std::string&)> log;
  counters* counts = nullptr;
};

// Follows the log and tells fulfilments what concerns them, each event at least once: the checkpoint passes
// an event only when what the fulfilment made of it is durable, or it had nothing to make of it. So many may
// be under way; past that the log waits, but not for those that went wrong many times. Runs detached in
// production, as it reads the log when it lags.
class news_router_actor : public event_actor {
public:
  news_router_actor(caf::actor_config& config, news_router_context context);

  caf::behavior make_behavior() override;
  void on_exit() override;

private:
  void handle(const finished_commit& commit);
  [[nodiscard]] bool continues_with(const finished_commit& commit) const;
  void route(const finished_commit& commit);
  void read_on();
  [[nodiscard]] std::optional<fulfilment_news> read(const event_view& event) const;
  bool route(const event_view& event);
  void deliver(const std::shared_ptr<routed_news>& news);
  void deliver(const std::shared_ptr<routed_news>& news, const order_to_fulfil& placed);
  void begin(const std::shared_ptr<routed_news>& news, const order_to_fulfil& placed,
             const order_state* state);
  void tell_fulfilment(const std::shared_ptr<routed_news>& news, fulfilment_command told);
  void retry(const std::shared_ptr<routed_news>& news);
  void finish(position at);
  void count() const;
  void write_checkpoint();
  void schedule_checkpoint();
  [[nodiscard]] bool is_full() const noexcept {
    return under_way_.size() - set_aside_ >= context_.under_way_max && !planted(planted_bug::news_unlimited);
  }

  news_router_context context_;
  position head_{};                                              // The log reaches so far, it was said.
  position routed_{};                                            // Up to here the log has been looked at.
  position checkpoint_{};                                        // As it was last written.
  std::map<position, std::shared_ptr<routed_news>> under_way_{}; // What was told and not yet answered.
  std::size_t set_aside_ = 0;                                    // Of those.
  bool reads_again_ = false;                                     // A timer to read on is set.
};

} // namespace docket
