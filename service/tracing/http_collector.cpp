#include "docket/service/http/unanswered.hpp"
#include "docket/service/tracing/collector.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

namespace docket::service {
namespace {

using nlohmann::json;

// After these OTLP has the same request be sent again.
constexpr std::array retryable{429, 502, 503, 504};

// A collector that takes a request may still say no to some of its spans; the number is a JSON number or, as
// the JSON form of Protocol Buffers has it, a text.
std::size_t refused_spans_in(const std::string& body) {
  const auto answer = json::parse(body, nullptr, false);
  if (!answer.is_object()) return 0;
  const auto partial = answer.find("partialSuccess");
  if (partial == answer.end() || !partial->is_object()) return 0;
  const auto rejected = partial->find("rejectedSpans");
  if (rejected == partial->end()) return 0;
  if (rejected->is_number_unsigned()) return rejected->get<std::size_t>();
  std::size_t number = 0;
  if (const auto* digits = rejected->get_ptr<const std::string*>())
    std::from_chars(digits->data(), digits->data() + digits->size(), number);
  return number;
}

class http_collector final : public collector {
public:
  explicit http_collector(const tracing_settings& settings)
      : client_(settings.collector->origin()),
        path_(settings.collector->path) {
    client_.set_keep_alive(true);
    // stop() cannot end an attempt to connect, so this may not outlast it by much.
    client_.set_connection_timeout(std::min(settings.timeout, std::max(settings.flush_within, one_second)));
    client_.set_read_timeout(settings.timeout);
    client_.set_write_timeout(settings.timeout);
    if (!settings.ca_file.empty()) client_.set_ca_cert_path(settings.ca_file);
  }

  delivery send(const std::string& request) override {
    const auto answer = client_.Post(path_, request, "application/json");
    if (!answer) return {delivery::kind::not_now, 0, why_unanswered(answer.error())};
    const int status = answer->status;
    if (status >= 200 && status < 300) return {delivery::kind::taken, refused_spans_in(answer->body), {}};
    const bool again = std::find(retryable.begin(), retryable.end(), status) != retryable.end();
    return {again ? delivery::kind::not_now : delivery::kind::refused, 0,
            fmt::format("it answered with status {}", status)};
  }

  void abort() override { client_.stop(); }

private:
  static constexpr std::chrono::milliseconds one_second{1'000};

  httplib::Client client_;
  std::string path_;
};

} // namespace

std::unique_ptr<collector> make_http_collector(const tracing_settings& settings) {
  return std::make_unique<http_collector>(settings);
}

} // namespace docket::service
