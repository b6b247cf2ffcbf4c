// RESTinio with nothing behind it: the limit that the service is measured against (bench/http/load.py). One
// thread, as the service has; prints its port.
#include <restinio/all.hpp>

#include <cstdio>

namespace {

struct traits : restinio::default_single_thread_traits_t {
  using logger_t = restinio::null_logger_t;
};

} // namespace

int main() {
  restinio::run(restinio::on_this_thread<traits>()
                    .address("127.0.0.1")
                    .port(0)
                    .acceptor_post_bind_hook([](const asio::ip::tcp::acceptor& bound) {
                      std::printf("%d\n", static_cast<int>(bound.local_endpoint().port()));
                      std::fflush(stdout);
                    })
                    .request_handler([](const restinio::request_handle_t& request) {
                      return request->create_response().set_body("").done();
                    }));
}
