#include "docket/app/commands.hpp"
#include "docket/app/options/config_option.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/program/when_chosen.hpp"
#include "docket/app/serve/run_serve.hpp"

#include <CLI/CLI.hpp>
#include <memory>

namespace docket::app {
namespace {

constexpr auto footer =
    R"(Serves orders over HTTP, with a page for people at the same address. docs/http.md has every call:

  curl -s -H 'Content-Type: application/json' localhost:8080/orders -d '{"customerId":"cust-001",
    "lines":[{"productId":"prod-1","productName":"Widget","price":29.99,"quantity":2}]}'

While the database has no tokens (docket token create), everybody who can reach it may do everything; so it listens on
this machine alone, unless there are tokens and TLS.

Where fulfilment.mode says so, placed orders are carried through on a simulated payment provider and carrier; who has real
ones embeds the engine and brings them.

SIGTERM and SIGINT end it: what is under way is answered first (at most http.drain_ms), then the engine stops.

Examples:
  docket serve
  docket serve --listen 0.0.0.0:8443 --tls-cert server.pem --tls-key server.key
  docket serve --listen [::1]:0 --config docket.json      at any free port, which is told

Exit status: 0 it was told to stop, and did; 1 it could not serve; 2 wrong usage or configuration.)";

} // namespace

void add_serve_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("serve", "Serve orders over HTTP, with a web page");
  const auto options = std::make_shared<serve_options>();
  command->add_option("--listen", options->listen, "Address and port; port 0: any that is free")
      ->type_name("ADDRESS:PORT")
      ->capture_default_str();
  auto* certificates = command
                           ->add_option("--tls-cert", options->tls_certificates,
                                        "Certificates for TLS, PEM, the server's own first")
                           ->type_name("FILE");
  auto* key =
      command->add_option("--tls-key", options->tls_key, "The private key of the first certificate, PEM")
          ->type_name("FILE");
  certificates->needs(key);
  key->needs(certificates);
  command->add_flag(
      "--insecure", options->insecure,
      "Listen beyond this machine even without TLS or without tokens: everybody who can reach it can "
      "then read, or change, everything");
  command
      ->add_option("--access-log", options->access_log,
                   "Append a line of JSON for each request: who asked for what, and what came of it")
      ->type_name("FILE");
  command
      ->add_option("--log-level", options->log_level,
                   "How much it says of itself; docket log-level changes it")
      ->type_name("error|warn|info|debug")
      ->check(CLI::IsMember({"error", "warn", "info", "debug"}).description(""))
      ->capture_default_str();
  add_config_option(*command, options->config_file);
  add_database_option(*command, call);
  command->footer(footer);
  when_chosen(*command, call, options, run_serve);
}

} // namespace docket::app
