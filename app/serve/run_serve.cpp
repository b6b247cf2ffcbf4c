#include "docket/app/serve/run_serve.hpp"

#include "docket/actors/engine.hpp"
#include "docket/app/gateways/simulated_outside.hpp"
#include "docket/app/options/config_option.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/app/program/stop_signals.hpp"
#include "docket/app/serve/listen_address.hpp"
#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/queries.hpp"
#include "docket/service/running/order_service.hpp"

#include <cerrno>
#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <poll.h>

namespace docket::app {
namespace {

std::string text_of(const std::string& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

service::service_settings settings_of(const serve_options& options, const listen_address& at) {
  service::service_settings settings;
  if (options.config_file) settings = service::service_from_json(text_of(*options.config_file));
  settings.server.address = at.address;
  settings.server.port = at.port;
  if (options.tls_certificates) settings.server.tls = {*options.tls_certificates, *options.tls_key};
  return settings;
}

void require_safe(const serve_options& options, const listen_address& at) {
  if (at.is_loopback() || options.insecure) return;
  if (!options.tls_certificates)
    throw usage_error{fmt::format("{} can be reached from other machines, and nothing would be encrypted; give "
                                  "--tls-cert and --tls-key, or say --insecure",
                                  at.address)};
}

void say(const std::string& line) { fmt::print(stderr, "docket: {}\n", line); }

config engine_config(const invocation& call, const serve_options& options) {
  auto settings = config_of(call, options.config_file);
  settings.projections = builtin_projections();
  settings.log = say;
  if (settings.fulfilment.mode != fulfilment_mode::manual)
    set_simulated_gateways(settings, simulation_from_file(options.config_file));
  return settings;
}

void wait_for_a_signal(const stop_signals& signals) {
  pollfd wanted{signals.descriptor(), POLLIN, 0};
  while (signals.caught() == 0 && (::poll(&wanted, 1, -1) >= 0 || errno == EINTR)) {
  }
}

} // namespace

exit_status run_serve(invocation& call, const serve_options& options) {
  const auto at = parse_listen_address(options.listen);
  require_safe(options, at);
  const auto settings = settings_of(options, at);
  const auto with = engine_config(call, options);
  const stop_signals signals;
  engine shop{with};
  service::order_service served{shop, settings};
  call.out.write(fmt::format("Serving {} at {}\n", with.database.string(),
                             at.url(served.port(), settings.server.tls.has_value())));
  call.out.flush();
  wait_for_a_signal(signals);
  say(fmt::format("{}: stopping", signal_name(signals.caught())));
  served.stop();
  return exit_status::well;
}

} // namespace docket::app
