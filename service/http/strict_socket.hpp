#pragma once

#include "docket/service/http/message.hpp"
#include "docket/service/http/request_reader.hpp"
#include "docket/service/http/reused_text.hpp"

#include <restinio/all.hpp>
#include <restinio/tls.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace docket::service {

// What all connections of one server have in common.
struct border {
  request_limits limits{};
  std::chrono::steady_clock::duration request_within{}; // From a request's first byte to its last.
  std::shared_ptr<asio::ssl::context> tls{};            // Null: in the clear.
  // What is sent for bytes that are no request, whole, as HTTP has it; and is told of it.
  std::function<std::string(const refused_bytes&)> answer_to_refused{};
};

// A connection as RESTinio uses one, in the clear or over TLS, behind a request_reader: RESTinio sees whole
// requests in their plain form, one at a time, and bytes that are none get an answer here, where RESTinio
// would end the connection without a word. Lives on the server's one thread.
class strict_socket {
public:
  using tcp_socket = asio::ip::tcp::socket;
  using tls_stream = asio::ssl::stream<tcp_socket>;
  using executor_type = tcp_socket::executor_type;

  strict_socket(asio::io_context& on, std::shared_ptr<const border> at)
      : parts_(std::make_shared<parts>(on, std::move(at))) {}

  tcp_socket::lowest_layer_type& lowest_layer() { return parts_->lowest(); }
  const tcp_socket::lowest_layer_type& lowest_layer() const { return parts_->lowest(); }
  auto get_executor() { return lowest_layer().get_executor(); }
  auto remote_endpoint() const { return lowest_layer().remote_endpoint(); }
  bool is_open() const { return lowest_layer().is_open(); }
  template <class... Args>
  void shutdown(Args&&... args) {
    lowest_layer().shutdown(std::forward<Args>(args)...);
  }
  template <class... Args>
  void close(Args&&... args) {
    parts_->linger.cancel();
    lowest_layer().close(std::forward<Args>(args)...);
  }
  template <class... Args>
  void cancel(Args&&... args) {
    lowest_layer().cancel(std::forward<Args>(args)...);
  }

  [[nodiscard]] bool is_encrypted() const noexcept { return parts_->tls.has_value(); }
  template <class Handler>
  void async_handshake(Handler done) {
    parts_->tls->async_handshake(asio::ssl::stream_base::server, std::move(done));
  }

  // Hands over the next bytes of a whole request.
  template <class Handler>
  void async_read_some(const asio::mutable_buffer& into, Handler&& done) {
    parts_->into = into;
    proceed(*parts_, keep(std::forward<Handler>(done)), within::the_call);
  }

  template <class Buffers, class Handler>
  void async_write_some(const Buffers& what, Handler&& done) {
    auto& p = *parts_;
    ++p.writes;
    // What is done next may let the connection go.
    auto after = [kept = parts_, done = std::forward<Handler>(done)](const asio::error_code& error,
                                                                     std::size_t bytes) mutable {
      done(error, bytes);
      if (--kept->writes > 0 || !kept->refused) return;
      auto refused = std::exchange(kept->refused, nullptr);
      if (error) return finish(*kept, std::move(refused), error, 0);
      tell_refusal(*kept, std::move(refused));
    };
    if (p.tls)
      p.tls->async_write_some(what, std::move(after));
    else
      p.plain.async_write_some(what, std::move(after));
  }

private:
  // What RESTinio waits with for bytes.
  class waiting {
  public:
    virtual ~waiting() = default;
    virtual void done(const asio::error_code& error, std::size_t bytes) = 0;
  };
  using read_done = std::shared_ptr<waiting>;
  // Who asks for bytes is not told of them before its call is over.
  enum class within { the_call, a_completion };
  static constexpr std::size_t read_bytes = 16u << 10;
  // After a refusal what still comes is thrown away, so that the answer is not: an end with unread bytes
  // would take it back from the client.
  static constexpr std::size_t thrown_away_bytes_max = 4u << 20;
  static constexpr std::chrono::seconds thrown_away_for{2};

  struct parts {
    parts(asio::io_context& on, std::shared_ptr<const border> of)
        : at(std::move(of)),
          plain(on),
          reader(at->limits),
          linger(on) {
      if (at->tls) tls.emplace(on, *at->tls);
    }

    tcp_socket::lowest_layer_type& lowest() { return tls ? tls->lowest_layer() : plain.lowest_layer(); }

    std::shared_ptr<const border> at;
    tcp_socket plain;
    std::optional<tls_stream> tls;
    request_reader reader;
    std::unique_ptr<char[]> room;                               // Where bytes of the network are put.
    std::string ready;                                          // A request that is handed over, in parts.
    std::size_t handed = 0;                                     // Of `ready`.
    std::optional<std::chrono::steady_clock::time_point> began; // When the request's first byte came.
    asio::mutable_buffer into;
    int writes = 0;
    read_done refused; // A refusal that waits for the end of an earlier answer.
    std::string last_words;
    std::size_t thrown_away = 0;
    asio::steady_timer linger;
  };

  template <class Handler>
  static read_done keep(Handler&& done) {
    using held = std::decay_t<Handler>;
    class one final : public waiting {
    public:
      explicit one(Handler&& with) : handler_(std::forward<Handler>(with)) {}
      void done(const asio::error_code& error, std::size_t bytes) override { handler_(error, bytes); }

    private:
      held handler_;
    };
    return std::make_shared<one>(std::forward<Handler>(done));
  }

  // What RESTinio waits with holds the connection, and so these parts: as long as `done` is there, `p` is.
  static void finish(parts& p, read_done done, const asio::error_code& error, std::size_t bytes) {
    asio::post(p.plain.get_executor(), [done = std::move(done), error, bytes] { done->done(error, bytes); });
  }

  static void proceed(parts& p, read_done done, within where) {
    if (p.handed < p.ready.size()) return hand_over(p, std::move(done), where);
    empty_for_reuse(p.ready);
    p.handed = 0;
    switch (p.reader.read()) {
    case request_reader::state::complete:
      p.reader.take(p.ready);
      p.began.reset();
      return hand_over(p, std::move(done), where);
    case request_reader::state::wants_continue: return tell_to_continue(p, std::move(done));
    case request_reader::state::needs_more: return read_more(p, std::move(done));
    case request_reader::state::refused: return refuse(p, std::move(done), p.reader.refusal());
    }
  }

  static void hand_over(parts& p, read_done done, within where) {
    const auto count = std::min(p.into.size(), p.ready.size() - p.handed);
    std::copy_n(p.ready.data() + p.handed, count, static_cast<char*>(p.into.data()));
    p.handed += count;
    if (where == within::a_completion) return done->done({}, count);
    finish(p, std::move(done), {}, count);
  }

  static void read_more(parts& p, read_done done) {
    if (!p.room) p.room = std::make_unique<char[]>(read_bytes);
    read_some(p, [&p, done = std::move(done)](const asio::error_code& error, std::size_t bytes) mutable {
      if (error) return done->done(error, 0);
      const auto now = std::chrono::steady_clock::now();
      if (!p.began) p.began = now;
      p.reader.feed({p.room.get(), bytes});
      if (now - *p.began > p.at->request_within)
        return refuse(p, std::move(done),
                      {408, "request_too_slow", "The request did not come within its time."});
      proceed(p, std::move(done), within::a_completion);
    });
  }

  template <class Handler>
  static void read_some(parts& p, Handler done) {
    const auto room = asio::buffer(p.room.get(), read_bytes);
    if (p.tls)
      p.tls->async_read_some(room, std::move(done));
    else
      p.plain.async_read_some(room, std::move(done));
  }

  template <class Handler>
  static void write_all(parts& p, Handler done) {
    if (p.tls)
      asio::async_write(*p.tls, asio::buffer(p.last_words), std::move(done));
    else
      asio::async_write(p.plain, asio::buffer(p.last_words), std::move(done));
  }

  static void tell_to_continue(parts& p, read_done done) {
    p.last_words = "HTTP/1.1 100 Continue\r\n\r\n";
    write_all(p, [&p, done = std::move(done)](const asio::error_code& error, std::size_t) mutable {
      if (error) return done->done(error, 0);
      proceed(p, std::move(done), within::a_completion);
    });
  }

  // The answer to an earlier request may still be on its way.
  static void refuse(parts& p, read_done done, const refused_bytes& why) {
    p.last_words = p.at->answer_to_refused(why);
    if (p.writes > 0)
      p.refused = std::move(done);
    else
      tell_refusal(p, std::move(done));
  }

  static void tell_refusal(parts& p, read_done done) {
    write_all(p, [&p, done = std::move(done)](const asio::error_code& error, std::size_t) mutable {
      if (error) return done->done(error, 0);
      asio::error_code ignored;
      p.lowest().shutdown(tcp_socket::shutdown_send, ignored);
      p.linger.expires_after(thrown_away_for);
      p.linger.async_wait([&p, keeps_alive = done](const asio::error_code& cancelled) {
        if (!cancelled) p.lowest().cancel();
      });
      throw_away(p, std::move(done));
    });
  }

  static void throw_away(parts& p, read_done done) {
    read_some(p, [&p, done = std::move(done)](const asio::error_code& error, std::size_t bytes) mutable {
      p.thrown_away += bytes;
      if (!error && p.thrown_away < thrown_away_bytes_max) return throw_away(p, std::move(done));
      p.linger.cancel();
      done->done(asio::error::eof, 0);
    });
  }

  std::shared_ptr<parts> parts_;
};

// Found by RESTinio through its argument: the handshake comes before the first request.
template <class Connection, class Begin, class Fail>
void prepare_connection_and_start_read(strict_socket& socket, Connection& connection, Begin begin,
                                       Fail fail) {
  if (!socket.is_encrypted()) return begin();
  socket.async_handshake([begin = std::move(begin), fail = std::move(fail),
                          keeps_alive = connection.shared_from_this()](const asio::error_code& error) {
    if (error)
      fail(error);
    else
      begin();
  });
}

// The same: RESTinio's own TLS socket is not in use.
inline restinio::impl::tls_socket_t* make_tls_socket_pointer_for_state_listener(strict_socket&) noexcept {
  return nullptr;
}

} // namespace docket::service

namespace restinio {

template <class Settings>
class socket_type_dependent_settings_t<Settings, docket::service::strict_socket> {
protected:
  ~socket_type_dependent_settings_t() = default;

public:
  socket_type_dependent_settings_t() = default;
  socket_type_dependent_settings_t(socket_type_dependent_settings_t&&) = default;

  Settings& at_border(std::shared_ptr<const docket::service::border> at) & {
    border_ = std::move(at);
    return static_cast<Settings&>(*this);
  }
  [[nodiscard]] const std::shared_ptr<const docket::service::border>& border() const { return border_; }

private:
  std::shared_ptr<const docket::service::border> border_;
};

namespace impl {

template <>
class socket_supplier_t<docket::service::strict_socket> {
  using socket_type = docket::service::strict_socket;

protected:
  template <class Settings>
  socket_supplier_t(Settings& settings, asio::io_context& on) : on_(on),
                                                                border_(settings.border()) {
    for (std::size_t i = 0; i < settings.concurrent_accepts_count(); ++i)
      sockets_.emplace_back(on_, border_);
  }

  socket_type& socket(std::size_t i) { return sockets_.at(i); }
  socket_type move_socket(std::size_t i) { return std::exchange(sockets_.at(i), socket_type{on_, border_}); }
  [[nodiscard]] auto concurrent_accept_sockets_count() const noexcept { return sockets_.size(); }

private:
  asio::io_context& on_;
  std::shared_ptr<const docket::service::border> border_;
  std::vector<socket_type> sockets_;
};

} // namespace impl
} // namespace restinio
