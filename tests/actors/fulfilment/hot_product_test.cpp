#include "../shop.hpp"

#include <catch2/catch.hpp>

#include <future>
#include <memory>
#include <string>
#include <vector>

using namespace docket;
using namespace docket::shop;

namespace {

// A log whose second commit waits for a word, and which notes how many events each append brings.
class held_log : public shared_store {
public:
  held_log(std::shared_ptr<event_store> log, std::shared_future<void> word, std::vector<std::size_t>& appends)
      : shared_store(std::move(log)),
        word_(std::move(word)),
        appends_(appends) {}

  commit_result commit(std::span<const append* const> batch, timestamp at) override {
    if (++commits_ == 2) word_.wait();
    for (const auto* each : batch)
      appends_.push_back(each->events.size());
    return shared_store::commit(batch, at);
  }

private:
  std::shared_future<void> word_;
  std::vector<std::size_t>& appends_;
  int commits_ = 0;
};

reserve_stock reservation(int order) {
  return {product_id{"widget"}, order_id{"order-" + std::to_string(order)}, quantity{1}};
}

} // namespace

TEST_CASE("hundreds of reservations of one product are decided in one append", "[fulfilment]") {
  constexpr int orders = 400;
  std::promise<void> word;
  std::vector<std::size_t> appends;
  {
    auto settings = in_memory();
    settings.open_store = [held = word.get_future().share(), &appends](const config&) {
      return std::make_unique<held_log>(make_memory_store(), held, appends);
    };
    settings.aggregates.queue_max = orders - 1;
    engine shop{settings};
    shop.execute(stock_command{receive_stock{product_id{"widget"}, quantity{300}}}).get().value();

    std::vector<std::future<command_result>> answers;
    answers.push_back(shop.execute(stock_command{reservation(0)})); // Holds up the commit.
    for (int order = 1; order < orders; ++order)
      answers.push_back(shop.execute(stock_command{reservation(order)}));
    // One more than may wait is told so at once; then all before it do wait.
    CHECK(outcome(shop.execute(stock_command{reservation(orders)})) == "overloaded");
    word.set_value();

    int reserved = 0;
    for (auto& answer : answers)
      reserved += outcome(std::move(answer)) == "accepted" ? 1 : 0;
    CHECK(reserved == 300); // Not one more than there is.
  }
  CHECK(appends == std::vector<std::size_t>{1, 1, 299});
}
