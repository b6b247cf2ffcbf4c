#include "docket/service/http/server.hpp"

#include "docket/service/answers/problem.hpp"
#include "docket/service/http/strict_socket.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <mutex>
#include <thread>

namespace docket::service {
namespace {

// Connections that are there, for those who watch.
class connection_counter {
public:
  explicit connection_counter(std::shared_ptr<std::atomic<std::size_t>> count) : count_(std::move(count)) {}

  void state_changed(const restinio::connection_state::notice_t& notice) noexcept {
    struct {
      std::atomic<std::size_t>& count;
      void operator()(const restinio::connection_state::accepted_t&) const { ++count; }
      void operator()(const restinio::connection_state::closed_t&) const { --count; }
      void operator()(const restinio::connection_state::upgraded_to_websocket_t&) const {}
    } visitor{*count_};
    restinio::visit(visitor, notice.cause());
  }

private:
  std::shared_ptr<std::atomic<std::size_t>> count_;
};

struct server_traits
    : restinio::traits_t<restinio::asio_timer_manager_t, restinio::null_logger_t,
                         restinio::default_request_handler_t, restinio::noop_strand_t, strict_socket> {
  using connection_state_listener_t = connection_counter;
  static constexpr bool use_connection_count_limiter = true;
};

// What requests that are under way share with the server.
struct traffic {
  std::atomic<std::size_t> under_way{0};
  std::atomic<bool> closing{false};
};

using restinio_request = restinio::request_handle_t;

// As HTTP writes times; made anew once a second.
const std::string& date_now() {
  thread_local std::time_t made_at = -1;
  thread_local std::string made;
  const auto now = std::time(nullptr);
  if (now != made_at) {
    made = restinio::make_date_field_value(now);
    made_at = now;
  }
  return made;
}

template <class Builder>
void put_head(Builder& to, http_response& from) {
  to.append_header(restinio::http_field::server, "docket");
  to.append_header(restinio::http_field::date, date_now());
  for (auto& [name, value] : from.headers)
    to.append_header(std::string{name}, std::move(value));
}

restinio::http_status_line_t status_line_of(int status) {
  return {restinio::http_status_code_t{static_cast<std::uint16_t>(status)}, std::string{reason_of(status)}};
}

class restinio_stream final : public body_stream, public std::enable_shared_from_this<restinio_stream> {
public:
  restinio_stream(restinio::response_builder_t<restinio::chunked_output_t> to, std::shared_ptr<traffic> of)
      : to_(std::move(to)),
        traffic_(std::move(of)) {}
  ~restinio_stream() override { end(); }

  void begin() {
    std::lock_guard lock{mutex_};
    to_.flush();
  }

  bool write(shared_text part) override {
    if (part->empty()) return open_;
    std::lock_guard lock{mutex_};
    if (!open_) return false;
    const auto bytes = part->size();
    waiting_ += bytes;
    to_.append_chunk(std::move(part));
    to_.flush([self = weak_from_this(), bytes](const asio::error_code& error) {
      if (const auto stream = self.lock()) stream->was_taken(bytes, !error);
    });
    return true;
  }

  std::size_t waiting_bytes() const override { return waiting_; }
  bool open() const override { return open_; }
  void close() override { end(); }

  void on_drained(std::function<void()> drained) override {
    auto kept = std::make_shared<const std::function<void()>>(std::move(drained));
    std::lock_guard lock{drained_mutex_};
    drained_ = std::move(kept);
  }

private:
  void was_taken(std::size_t bytes, bool well) {
    const bool has_drained = waiting_.fetch_sub(bytes) == bytes;
    if (!well) end();
    if (well && !has_drained) return;
    std::shared_ptr<const std::function<void()>> drained;
    {
      std::lock_guard lock{drained_mutex_};
      drained = drained_;
    }
    if (drained) (*drained)();
  }

  void end() {
    std::lock_guard lock{mutex_};
    if (!open_.exchange(false)) return;
    to_.done();
    --traffic_->under_way;
  }

  std::mutex mutex_, drained_mutex_;
  restinio::response_builder_t<restinio::chunked_output_t> to_;
  std::shared_ptr<traffic> traffic_;
  std::atomic<std::size_t> waiting_{0};
  std::atomic<bool> open_{true};
  std::shared_ptr<const std::function<void()>> drained_; // Shared: it may be replaced while it is called.
};

class restinio_exchange final : public exchange {
public:
  restinio_exchange(restinio_request request, bool wants_head_only, std::shared_ptr<traffic> of)
      : request_(std::move(request)),
        head_only_(wants_head_only),
        traffic_(std::move(of)) {
    ++traffic_->under_way;
  }

  void send(http_response&& response) override {
    if (head_only_ || response.status == 304)
      send_head(response);
    else
      send_whole(std::move(response));
    --traffic_->under_way;
  }

  std::shared_ptr<body_stream> begin_stream(http_response&& head) override {
    auto to = request_->create_response<restinio::chunked_output_t>(status_line_of(head.status));
    put_head(to, head);
    const auto stream = std::make_shared<restinio_stream>(std::move(to), traffic_);
    stream->begin();
    return stream;
  }

private:
  void send_whole(http_response&& response) {
    auto to = request_->create_response(status_line_of(response.status));
    put_head(to, response);
    if (traffic_->closing) to.connection_close();
    to.set_body(std::move(response.body));
    to.done();
  }

  // The length is that of the body which is not sent.
  void send_head(http_response& response) {
    auto to = request_->create_response<restinio::user_controlled_output_t>(status_line_of(response.status));
    put_head(to, response);
    if (traffic_->closing) to.connection_close();
    to.set_content_length(response.body.size());
    to.done();
  }

  restinio_request request_;
  bool head_only_;
  std::shared_ptr<traffic> traffic_;
};

http_method method_of(const restinio::http_method_id_t& id) {
  if (id == restinio::http_method_head()) return http_method::head;
  if (id == restinio::http_method_post()) return http_method::post;
  if (id == restinio::http_method_put()) return http_method::put;
  if (id == restinio::http_method_patch()) return http_method::patch;
  if (id == restinio::http_method_delete()) return http_method::del;
  if (id == restinio::http_method_options()) return http_method::options;
  return http_method::get;
}

peer_address peer_of(const asio::ip::tcp::endpoint& from) {
  peer_address peer{.is_v6 = from.address().is_v6(), .port = from.port()};
  const auto put = [&](const auto& bytes) { std::ranges::copy(bytes, peer.bytes.begin()); };
  if (peer.is_v6)
    put(from.address().to_v6().to_bytes());
  else
    put(from.address().to_v4().to_bytes());
  return peer;
}

http_request request_of(const restinio_request& from) {
  http_request request;
  const auto& header = from->header();
  request.method = method_of(header.method());
  const std::string_view target{header.request_target()};
  const auto question = target.find('?');
  request.path = target.substr(0, question);
  if (question != target.npos) request.query = target.substr(question + 1);
  header.for_each_field([&](const auto& field) {
    request.headers.push_back({std::string{field.name()}, field.value()});
  });
  request.body = from->body();
  request.peer = peer_of(from->remote_endpoint());
  return request;
}

std::string text_of(const http_response& response) {
  auto text = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
  for (const auto& [name, value] : response.headers)
    fmt::format_to(std::back_inserter(text), "{}: {}\r\n", name, value);
  fmt::format_to(std::back_inserter(text),
                 "Server: docket\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", response.body.size());
  return text + response.body;
}

std::shared_ptr<asio::ssl::context> tls_of(const tls_files& files) {
  auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
  context->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                       asio::ssl::context::no_tlsv1_1);
  try {
    context->use_certificate_chain_file(files.certificates.string());
    context->use_private_key_file(files.key.string(), asio::ssl::context::pem);
  } catch (const std::exception& error) {
    throw server_error{fmt::format("cannot use the certificates {} with the key {}: {}",
                                   files.certificates.string(), files.key.string(), error.what())};
  }
  return context;
}

std::shared_ptr<const border> border_of(const server_options& options,
                                        std::function<void(const refused_bytes&)> refused) {
  auto at = std::make_shared<border>();
  at->limits = options.limits;
  at->request_within = options.request_within;
  if (options.tls) at->tls = tls_of(*options.tls);
  at->answer_to_refused = [refused = std::move(refused)](const refused_bytes& why) {
    if (refused) refused(why);
    return text_of(problem(why.status, why.rule, why.detail));
  };
  return at;
}

// Connections that wait for something are held by that wait alone, and know the acceptor that counts them:
// they are let go while it is still there.
class ending_context : public asio::io_context {
public:
  using asio::io_context::io_context;
  void let_go_of_what_waits() { shutdown(); }
};

} // namespace

class http_server::parts {
public:
  parts(const server_options& options, request_handler handle,
        std::function<void(const refused_bytes&)> refused)
      : server_(restinio::external_io_context(io_),
                settings_of(options, std::move(handle), border_of(options, std::move(refused)))) {
    try {
      server_.open_sync();
    } catch (const std::exception& error) {
      throw server_error{
          fmt::format("cannot listen at {}, port {}: {}", options.address, options.port, error.what())};
    }
    thread_ = std::thread{[this] { io_.run(); }};
  }

  ~parts() { stop(); }

  void stop_accepting() {
    traffic_->closing = true;
    asio::post(io_, [this] { server_.close_sync(); });
  }

  void stop() {
    traffic_->closing = true;
    io_.stop();
    if (!thread_.joinable()) return;
    thread_.join();
    server_.close_sync();
    io_.let_go_of_what_waits();
  }

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  [[nodiscard]] std::size_t under_way() const noexcept { return traffic_->under_way; }
  [[nodiscard]] std::size_t connections() const noexcept { return *connections_; }

private:
  using settings = restinio::server_settings_t<server_traits>;

  settings settings_of(const server_options& options, request_handler handle,
                       std::shared_ptr<const border> at) {
    settings with;
    with.address(options.address)
        .port(options.port)
        .protocol(options.address.find(':') == std::string::npos ? asio::ip::tcp::v4() : asio::ip::tcp::v6())
        .max_pipelined_requests(1)
        .max_parallel_connections(options.connections_max)
        .buffer_size(4096)
        .concurrent_accepts_count(1)
        .read_next_http_message_timelimit(options.idle)
        .handle_request_timeout(options.answer_within)
        .write_http_response_timelimit(options.write_within)
        .acceptor_post_bind_hook(
            [this](const asio::ip::tcp::acceptor& bound) { port_ = bound.local_endpoint().port(); })
        .connection_state_listener(std::make_shared<connection_counter>(connections_))
        .at_border(std::move(at));
    with.request_handler([handle = std::move(handle), traffic = traffic_](const restinio_request& from) {
      auto request = request_of(from);
      const bool head_only = request.method == http_method::head;
      handle(std::move(request), answer{std::make_unique<restinio_exchange>(from, head_only, traffic)});
      return restinio::request_accepted();
    });
    return with;
  }

  std::shared_ptr<traffic> traffic_ = std::make_shared<traffic>();
  std::shared_ptr<std::atomic<std::size_t>> connections_ = std::make_shared<std::atomic<std::size_t>>(0);
  std::uint16_t port_ = 0;
  ending_context io_{1};
  restinio::http_server_t<server_traits> server_;
  std::thread thread_;
};

http_server::http_server(const server_options& options, request_handler handle,
                         std::function<void(const refused_bytes&)> refused)
    : parts_(std::make_unique<parts>(options, std::move(handle), std::move(refused))) {}

http_server::~http_server() = default;

std::uint16_t http_server::port() const noexcept { return parts_->port(); }
std::size_t http_server::under_way() const noexcept { return parts_->under_way(); }
std::size_t http_server::connections() const noexcept { return parts_->connections(); }
void http_server::stop_accepting() { parts_->stop_accepting(); }
void http_server::stop() { parts_->stop(); }

} // namespace docket::service
