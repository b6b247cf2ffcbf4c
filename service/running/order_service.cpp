#include "docket/service/running/order_service.hpp"

#include "docket/service/access/access_log.hpp"
#include "docket/service/answers/problem.hpp"
#include "docket/service/commands/command_routes.hpp"
#include "docket/service/feed/feed.hpp"
#include "docket/service/feed/feed_hub.hpp"
#include "docket/service/openapi/openapi_routes.hpp"
#include "docket/service/operations/operation_routes.hpp"
#include "docket/service/page/page_routes.hpp"
#include "docket/service/reads/reads.hpp"
#include "docket/service/running/reading_threads.hpp"
#include "docket/service/running/shop_context.hpp"
#include "docket/service/watch/http_counts.hpp"
#include "docket/service/watch/repeat_filter.hpp"
#include "docket/service/watch/service_log.hpp"
#include "docket/service/watch/watch_routes.hpp"
#include "docket/service/watch/watched.hpp"

#include <atomic>
#include <chrono>
#include <iterator>
#include <thread>
#include <utility>

namespace docket::service {
namespace {

constexpr std::chrono::milliseconds look_every{5};

doorkeeper open_door() {
  return [](const http_request&) -> expected<caller, http_response> {
    return caller{.name = "anonymous", .roles = role_set::all()};
  };
}

void add(routes& all, routes some) {
  all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
}

store_watch::listener words_for(const service_log* log) {
  if (!log) return {};
  return {.worse = [log](const std::string& what) { log->error(what); },
          .better = [log](const std::string& what) { log->info(what); }};
}

http_response stopping() {
  return problem(503, "stopping", "The service is stopping; ask again later.")
      .with("Retry-After", std::to_string(retry_after_s));
}

} // namespace

class order_service::parts {
public:
  parts(engine& shop, const service_settings& settings, service_parts with)
      : drain_(settings.drain),
        record_(with.record),
        failures_(words_for(with.log).worse, with.clock),
        readers_(shop, settings.reading_threads, settings.questions_max, to_failures()),
        context_{shop, readers_},
        desk_{context_, settings.currency, {}, store_watch{words_for(with.log)}},
        feed_(context_),
        watched_({.shop = shop,
                  .clock = with.clock,
                  .requests = &counts_,
                  .record = with.record,
                  .traces = with.traces,
                  .tokens = with.tokens,
                  .server = [this] { return figures(); },
                  .to_failures = to_failures()}),
        router_(make_routes(std::move(with.more)), with.door ? std::move(with.door) : open_door(),
                [this](const served& one) { saw(one); }),
        server_(
            settings.server,
            [this](http_request&& request, answer&& to) { serve(std::move(request), std::move(to)); },
            [this](const refused_bytes& what) { counts_.count(what); }) {
    listening_ = true;
  }

  ~parts() { stop(); }

  [[nodiscard]] std::uint16_t port() const noexcept { return server_.port(); }
  [[nodiscard]] const routes& all_routes() const noexcept { return router_.all(); }

  void stop() {
    if (stopping_.exchange(true)) return;
    server_.stop_accepting();
    feed_.stop();
    const auto until = std::chrono::steady_clock::now() + drain_;
    while (server_.under_way() > 0 && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(look_every);
    context_.shop.stop(); // The answers of the engine and of the reading threads come before the server ends.
    readers_.stop();
    watched_.reader().stop();
    server_.stop();
  }

private:
  routes make_routes(routes more) {
    routes all = std::move(more);
    add(all, command_routes(desk_));
    add(all, order_read_routes(context_));
    add(all, order_list_routes(context_));
    add(all, shop_view_routes(context_));
    add(all, feed_routes(context_, feed_));
    add(all, openapi_routes());
    add(all, watch_routes(watched_));
    add(all, operation_routes(watched_, context_));
    add(all, page_routes());
    return all;
  }

  reading_threads::listener to_failures() {
    return [this](const std::string& why) { failures_.say(why); };
  }

  // The first requests may come while the server is still being made.
  [[nodiscard]] server_figures figures() const {
    if (!listening_) return {};
    return {.connections = server_.connections(),
            .requests_under_way = server_.under_way(),
            .questions_waiting = readers_.waiting(),
            .feed_listeners = feed_.listeners()};
  }

  void saw(const served& one) {
    counts_.count(one);
    if (record_) record_->record(one);
  }

  void serve(http_request&& request, answer&& to) {
    if (stopping_) return to.send(stopping());
    router_.serve(std::move(request), std::move(to));
  }

  const std::chrono::milliseconds drain_;
  std::atomic<bool> listening_{false}, stopping_{false};
  access_log* const record_;
  http_counts counts_;
  repeat_filter failures_;
  reading_threads readers_;
  shop_context context_;
  command_desk desk_;
  feed_hub feed_;
  watched watched_;
  router router_;
  http_server server_; // Last: it is over before what it asks.
};

order_service::order_service(engine& shop, const service_settings& settings, service_parts with)
    : parts_(std::make_unique<parts>(shop, settings, std::move(with))) {}

order_service::~order_service() = default;

std::uint16_t order_service::port() const noexcept { return parts_->port(); }
const routes& order_service::all_routes() const noexcept { return parts_->all_routes(); }
void order_service::stop() { parts_->stop(); }

} // namespace docket::service
