#include "docket/service/running/reading_threads.hpp"

#include "docket/persistence/store/store_error.hpp"

#include "../served_shop.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace docket;
using namespace docket::service;
using namespace docket::service::testing;

namespace {

struct asked {
  std::future<recorded> told;

  asked(reading_threads& readers, reading_threads::question question) {
    std::promise<recorded> promise;
    told = promise.get_future();
    readers.answer_with(answer{std::make_unique<recorded_exchange>(std::move(promise))}, std::move(question));
  }
  std::string outcome() { return service::testing::outcome(told.get().head); }
};

http_response well(log_reader&) { return {200, {}, "here"}; }

} // namespace

TEST_CASE("a question is answered on a thread that reads the log", "[service][running]") {
  served_shop t;
  std::vector<std::string> told;
  reading_threads readers{t.shop(), 1, 10, [&](const std::string& why) { told.push_back(why); }};
  CHECK(asked{readers,
              [](log_reader& log) {
                return http_response{200, {}, std::to_string(value(log.head().position))};
              }}
            .told.get()
            .head.body == "0");
  CHECK(asked{readers,
              [](log_reader&) -> http_response {
                throw store_error{store_errc::io, "the disk is gone"};
              }}
            .outcome() == "503 store_unavailable");
  CHECK(asked{readers, [](log_reader&) -> http_response { throw std::runtime_error{"a fault"}; }}.outcome() ==
        "500 internal");
  readers.stop();
  CHECK(told == std::vector<std::string>{"a question could not be answered: the disk is gone",
                                         "a question could not be answered: a fault"});
}

TEST_CASE("what waits when the threads stop is told so, and what comes later is not taken",
          "[service][running]") {
  served_shop t;
  reading_threads readers{t.shop(), 1, 2};
  std::promise<void> begun, go_on;
  auto may_go_on = go_on.get_future().share();
  asked busy{readers, [&](log_reader& log) {
               begun.set_value();
               may_go_on.wait();
               return well(log);
             }};
  begun.get_future().wait();
  asked first{readers, well}, second{readers, well};
  CHECK(asked{readers, well}.outcome() == "503 overloaded");
  CHECK(readers.waiting() == 2);
  std::thread stops{[&] { readers.stop(); }};
  while (readers.waiting() > 0)
    std::this_thread::yield();
  go_on.set_value();
  stops.join();
  CHECK(busy.outcome() == "200");
  CHECK(first.outcome() == "503 stopping");
  CHECK(second.outcome() == "503 stopping");
  CHECK(asked{readers, well}.outcome() == "503 overloaded");
  CHECK_FALSE(readers.run([](log_reader&) {}));
}
