#include "docket/app/serve/run_serve.hpp"

#include "docket/actors/engine.hpp"
#include "docket/app/gateways/simulated_outside.hpp"
#include "docket/app/options/config_option.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/app/program/stop_signals.hpp"
#include "docket/app/program/system_time.hpp"
#include "docket/app/serve/listen_address.hpp"
#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/queries.hpp"
#include "docket/service/access/access_log.hpp"
#include "docket/service/access/doorkeeper.hpp"
#include "docket/service/access/token_book.hpp"
#include "docket/service/access/token_file.hpp"
#include "docket/service/running/order_service.hpp"
#include "docket/service/tracing/span_exporter.hpp"
#include "docket/service/tracing/tracing_settings.hpp"
#include "docket/service/watch/log_level_routes.hpp"
#include "docket/service/watch/service_log.hpp"

#include <cerrno>
#include <fmt/format.h>
#include <optional>
#include <poll.h>

namespace docket::app {
namespace {

service::service_settings settings_of(const serve_options& options, const listen_address& at) {
  auto settings = service::service_from_file(options.config_file);
  settings.server.address = at.address;
  settings.server.port = at.port;
  if (options.tls_certificates) settings.server.tls = {*options.tls_certificates, *options.tls_key};
  return settings;
}

void require_safe(const serve_options& options, const listen_address& at, service::token_book& tokens) {
  if (at.is_loopback() || options.insecure) return;
  const auto refuse = [&](const char* lack, const char* remedy) {
    throw usage_error{fmt::format("{} can be reached from other machines, and {}; {}, or say --insecure",
                                  at.address, lack, remedy)};
  };
  if (!options.tls_certificates) refuse("nothing would be encrypted", "give --tls-cert and --tls-key");
  if (tokens.empty())
    refuse("there are no tokens: everybody could do everything", "make one with docket token create");
}

void wait_for_a_signal(const stop_signals& signals) {
  pollfd wanted{signals.descriptor(), POLLIN, 0};
  while (signals.caught() == 0 && (::poll(&wanted, 1, -1) >= 0 || errno == EINTR)) {
  }
}

// What stands around the engine and its service, in the order in which it is made.
class serving {
public:
  serving(const invocation& call, const serve_options& options)
      : at_(parse_listen_address(options.listen)),
        settings_(settings_of(options, at_)),
        engine_(engine_config(call, options)),
        tracing_(service::tracing_from_file(options.config_file)),
        log_(service::service_log::to_standard_error(*service::parse_log_level(options.log_level),
                                                     system_time)),
        tokens_({.file = service::token_file_of(engine_.database),
                 .clock = system_time,
                 .log = [this](const std::string& line) { log_.warn(line); }}) {
    require_safe(options, at_, tokens_);
    if (options.access_log)
      record_.emplace(service::access_log::options{
          .file = *options.access_log, .clock = system_time, .log = [this](const std::string& line) {
            log_.warn(line);
          }});
  }

  void run(invocation& call) {
    const stop_signals signals;
    const auto traces = service::begin_tracing(tracing_, engine_); // Ends after the engine.
    engine shop{engine_};
    service::order_service served{shop, settings_, parts(traces.get())};
    call.out.write(fmt::format("Serving {} at {}\n", engine_.database.string(),
                               at_.url(served.port(), settings_.server.tls.has_value())));
    call.out.flush();
    log_.info(fmt::format("serving, the log is at position {}", value(shop.metrics().head.position)));
    if (engine_.fulfilment.mode != fulfilment_mode::manual)
      log_.warn("fulfilments are automatic, on a simulated payment provider and carrier: no money and no "
                "parcel moves");
    wait_for_a_signal(signals);
    log_.info(fmt::format("{}: stopping", signal_name(signals.caught())));
    served.stop();
    log_.info("stopped");
  }

private:
  config engine_config(const invocation& call, const serve_options& options) {
    auto settings = config_of(call, options.config_file);
    settings.projections = builtin_projections();
    settings.log = [this](const std::string& line) { log_.error(line); };
    if (settings.fulfilment.mode != fulfilment_mode::manual)
      set_simulated_gateways(settings, simulation_from_file(options.config_file));
    return settings;
  }

  service::service_parts parts(const service::span_exporter* traces) {
    const bool can_be_open = at_.is_loopback() || tokens_.empty();
    auto door = service::door_with_tokens(tokens_, can_be_open ? service::without_tokens::everybody
                                                               : service::without_tokens::nobody);
    service::service_parts with{.clock = system_time,
                                .door = door,
                                .tokens = &tokens_,
                                .record = record_ ? &*record_ : nullptr,
                                .log = &log_,
                                .traces = traces,
                                .more = service::log_level_routes(log_)};
    with.more.push_back(service::me_route(door));
    return with;
  }

  listen_address at_;
  service::service_settings settings_;
  config engine_;
  service::tracing_settings tracing_;
  service::service_log log_;
  service::token_book tokens_;
  std::optional<service::access_log> record_;
};

} // namespace

exit_status run_serve(invocation& call, const serve_options& options) {
  serving{call, options}.run(call);
  return exit_status::well;
}

} // namespace docket::app
