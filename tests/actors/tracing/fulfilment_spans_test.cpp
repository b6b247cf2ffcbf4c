#include "../fulfilment/fulfilment_story.hpp"
#include "kept_spans.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <set>

using namespace docket;
using namespace docket::shop;

namespace {

// A shop that is listened to, whose clock no two ask at one moment.
struct heard_shop {
  kept_spans spans;
  std::shared_ptr<scripted_provider> provider = std::make_shared<scripted_provider>();
  std::shared_ptr<scripted_carrier> carrier = std::make_shared<scripted_carrier>();
  std::atomic<std::int64_t> now{at("2026-03-01T10:00:00Z").microseconds};

  [[nodiscard]] config settings() {
    auto result = in_memory();
    result.fulfilment.mode = fulfilment_mode::pay_first;
    result.fulfilment.look_every = std::chrono::milliseconds{1};
    result.fulfilment.policy.answer_within = std::chrono::milliseconds{50};
    result.fulfilment.policy.back_off_first = std::chrono::milliseconds{1};
    result.payments = provider;
    result.carrier = carrier;
    result.clock = [this] { return timestamp{now += 100}; };
    result.spans = spans.sink();
    return result;
  }

  void fulfil_one() {
    engine docket{settings()};
    for (const auto* product : {"widget", "gadget"})
      docket.execute(stock_command{receive_stock{product_id{product}, quantity{10}}}).get().value();
    docket.execute(new_order("order-1", true), traced(caller, "c-1")).get().value();
    const auto ended = [&] {
      const auto seen = docket.fulfilment("order-1").now();
      return seen && (phase_name(seen->state) == "completed" || phase_name(seen->state) == "compensated");
    };
    while (!ended())
      std::this_thread::yield();
  }
};

} // namespace

TEST_CASE("the spans of a fulfilled order are one tree below the caller's", "[tracing]") {
  heard_shop shop;
  const auto wrong = GENERATE(as<std::string>{}, "nothing", "a provider that does not answer",
                              "a carrier that refuses", "a provider that fails");
  if (wrong == "a provider that does not answer")
    shop.provider->faults.set("capture", fault::times_out_before, 2);
  if (wrong == "a provider that fails") shop.provider->faults.set("authorise", fault::fails, 2);
  if (wrong == "a carrier that refuses") shop.carrier->faults.set("dispatch", fault::declines, 100);
  INFO(wrong);
  shop.fulfil_one();

  const auto spans = shop.spans.all();
  std::set<span_id> ids;
  for (const auto& span : spans) {
    CHECK(span.trace == context_of(caller).trace);
    CHECK(ids.insert(span.id).second);
  }
  std::set<std::string> roots;
  for (const auto& span : spans) {
    INFO(span.name);
    if (span.parent == context_of(caller).parent)
      roots.insert(span.name);
    else
      CHECK(ids.contains(span.parent));
  }
  CHECK(roots == std::set<std::string>{"createOrder"});
  // Whoever takes part is there.
  std::set<std::string> streams;
  for (const auto& span : spans)
    if (span.kind == span_kind::command) streams.insert(said(span, "docket.stream.type"));
  CHECK(streams == std::set<std::string>{"fulfilment", "order", "payment", "shipment", "stock"});
}
