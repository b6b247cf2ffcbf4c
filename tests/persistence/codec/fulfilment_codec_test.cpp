#include "docket/persistence/codec/fulfilment_codec.hpp"

#include "codec/coding.hpp"

#include <vector>

using namespace docket;
using Catch::Matchers::Contains;

namespace {

const order_id o1{"order-001"};
const timestamp noon{1'772'366'400'000'000};

std::uint64_t of(const fulfilment_command& command) {
  return codec<fulfilment>::fingerprint(command, std::nullopt);
}

begin_fulfilment beginning() {
  return {o1,
          "0195512f-9c00-7000-8000-000000000001",
          fulfilment_flow::pay_first,
          currency{"USD"},
          amount{10'997},
          "card",
          {{product_id{"widget"}, quantity{2}}}};
}

template <class Change>
begin_fulfilment beginning_but(Change change) {
  auto c = beginning();
  change(c);
  return c;
}

std::vector<fulfilment_command> commands() {
  using payment_fact = note_payment::fact;
  using shipment_fact = note_shipment::fact;
  return {beginning(),
          beginning_but([](begin_fulfilment& c) { c.order = order_id{"o-2"}; }),
          beginning_but([](begin_fulfilment& c) { c.process = "p"; }),
          beginning_but([](begin_fulfilment& c) { c.flow = fulfilment_flow::reserve_first; }),
          beginning_but([](begin_fulfilment& c) { c.currency = currency{"CAD"}; }),
          beginning_but([](begin_fulfilment& c) { c.total = amount{1}; }),
          beginning_but([](begin_fulfilment& c) { c.method = ""; }),
          beginning_but([](begin_fulfilment& c) { c.items.push_back(c.items.front()); }),
          beginning_but([](begin_fulfilment& c) { c.items.front().pieces = quantity{3}; }),
          note_order_cancelled{o1, "late"},
          note_order_cancelled{o1, ""},
          note_payment{o1, payment_fact::captured, ""},
          note_payment{o1, payment_fact::voided, ""},
          note_payment{o1, payment_fact::captured, "late"},
          note_payment{o1, payment_fact::refunded, "", amount{5}},
          note_payment{o1, payment_fact::refunded, "", amount{6}},
          note_shipment{o1, shipment_fact::dispatched, {"UPS", "1Z", noon}, ""},
          note_shipment{o1, shipment_fact::delivered, {"UPS", "1Z", noon}, ""},
          note_shipment{o1, shipment_fact::dispatched, {"UPS", "1Z", std::nullopt}, ""},
          note_shipment{o1, shipment_fact::dispatched, {"UPS", "1Z", noon}, "late"},
          note_step_done{o1, 1},
          note_step_done{o1, 2},
          note_step_refused{o1, 1, "rule", "reason"},
          note_step_refused{o1, 1, "rule", "other"},
          note_step_refused{o1, 1, "other", "reason"},
          note_attempt_failed{o1, 1, 2, "reset"},
          note_attempt_failed{o1, 2, 1, "reset"},
          note_attempt_failed{o1, 1, 2, "other"},
          wake_fulfilment{o1, false},
          wake_fulfilment{o1, true},
          retry_fulfilment{o1},
          abandon_fulfilment{o1, "late"},
          abandon_fulfilment{o1, "sold"}};
}

} // namespace

TEST_CASE("a fulfilment's data of another form is refused, and the field named") {
  CHECK_THAT(refusal<fulfilment>("StepSucceeded", R"({"number":1,"step":"sing_a_song"})"), Contains("step"));
  CHECK_THAT(refusal<fulfilment>("StepSucceeded", R"({"number":2147483648,"step":"cancel_order"})"),
             Contains("number") && Contains("32 bits"));
  CHECK_THAT(refusal<fulfilment>("StepSucceeded",
                                 R"({"number":1,"step":"dispatch_shipment","sent":{"carrier":"UPS"}})"),
             Contains("sent.trackingNumber"));
  CHECK_THAT(refusal<fulfilment>("FulfilmentStarted",
                                 R"({"process":"p","flow":"never","total":"1.00","currency":"USD"})"),
             Contains("flow"));
  CHECK_THAT(refusal<fulfilment>("FulfilmentResumed", "{}"), Contains("due") && Contains("missing"));
  CHECK_THAT(refusal<fulfilment>("FulfilmentCompleted", R"({"opens":[{"number":1,"step":"cancel_order"}]})"),
             Contains("opens[0].due"));
  CHECK_THAT(refusal<fulfilment>("FulfilmentCompleted", R"({"alarm":"soon"})"), Contains("alarm"));
}

TEST_CASE("steps that are closed are whole numbers in a list") {
  for (const auto bad : {"7", "{}", R"("1,2")", "[null]", R"(["1"])", "[1.5]", "[[1]]", "[2147483648]"}) {
    const auto json = R"({"reason":"r","closes":)" + std::string{bad} + "}";
    CHECK_THAT(refusal<fulfilment>("CompensationStarted", json), Contains("closes"));
  }
  const auto none = codec<fulfilment>::decode("CompensationStarted", 1, R"({"reason":"r","closes":[]})");
  REQUIRE(none);
  CHECK(std::get<compensation_started>(*none).closes.empty());
}

// Fingerprints are stored in logs: if one of these changes, repeats of old commands are refused as reused
// ids.
TEST_CASE("the fingerprints of a fulfilment's commands stay what they were") {
  CHECK(of(beginning()) == 0xf41f088c03960cf3);
  CHECK(of(note_order_cancelled{o1, "late"}) == 0x242462a507bf6501);
  CHECK(of(note_payment{o1, note_payment::fact::captured, "r"}) == 0xbbe2427b9a112bb9);
  CHECK(of(note_shipment{o1, note_shipment::fact::dispatched, {"UPS", "1Z", noon}, ""}) ==
        0x6d5171e5da7ab9ec);
  CHECK(of(note_step_done{o1, 1}) == 0x98c884e8fb32cf23);
  CHECK(of(note_step_refused{o1, 1, "rule", "reason"}) == 0xf0515fa32ecc4715);
  CHECK(of(note_attempt_failed{o1, 1, 2, "reset"}) == 0xe3f77a5125363140);
  CHECK(of(wake_fulfilment{o1, true}) == 0x1d1bae8715eb5d9d);
  CHECK(of(retry_fulfilment{o1}) == 0xcc4a6447b28f24f7);
  CHECK(of(abandon_fulfilment{o1, "late"}) == 0xf589d571a065df1f);
}

TEST_CASE("every kind and every field of a fulfilment's commands counts, and the stated time") {
  check_fingerprints_differ<fulfilment>(commands());
}

TEST_CASE("a fulfilment that people gave up is read back as given up") {
  compensated_fulfilment s;
  s.currency = currency{"USD"};
  s.reason = "sold in the shop";
  s.abandoned = true;
  s.given_up = {{step_kind::refund_payment, {}}, {step_kind::release_stock, product_id{"widget"}}};
  REQUIRE(phase_name(s) == "abandoned"); // Which is how people are told of a compensated one.
  const auto decoded = codec<fulfilment>::decode_state(codec<fulfilment>::encode_state(s));
  REQUIRE(decoded);
  CHECK(*decoded == fulfilment_state{s});
}

// A snapshot that another docket wrote with the same snapshot_format is read, so its form stays what it was.
TEST_CASE("a fulfilment's snapshot stays what it was, byte for byte") {
  STATIC_REQUIRE(codec<fulfilment>::snapshot_format == 2); // Another form below needs another number here.
  running_fulfilment before;
  before.process = "p";
  before.currency = currency{"USD"};
  before.total = amount{5};
  before.lines.emplace_back().product = product_id{"widget"};
  before.order_took_payment = true;
  auto& step = before.open.emplace_back();
  step.number = 3;
  step.kind = step_kind::ship_stock;
  step.product = product_id{"widget"};
  step.due = timestamp{7};
  step.repeated = true;
  step.opened_at = timestamp{6};
  before.steps = 3;
  before.alarm = timestamp{7};
  CHECK(
      codec<fulfilment>::encode_state(parked_fulfilment{before, 3, "it threw", timestamp{8}}) ==
      R"({"phase":"parked","before":{"phase":"running","process":"p","flow":"pay_first","currency":"USD",)"
      R"("total":5,"lines":[{"productId":"widget","quantity":1,"standing":"untouched"}],"order":"placed",)"
      R"("orderTookPayment":true,"payment":"none","shipment":"none","shipmentStep":0,)"
      R"("open":[{"number":3,"step":"ship_stock","productId":"widget","due":7,"attempt":1,"repeated":true,)"
      R"("openedAt":6}],"steps":3,"startedAt":0,"updatedAt":0,"alarm":7},"number":3,"problem":"it threw","parkedAt":8})");
}

TEST_CASE("what a parked fulfilment was before must be running or compensating") {
  running_fulfilment before;
  before.currency = currency{"USD"};
  const auto good = codec<fulfilment>::encode_state(parked_fulfilment{before, 1, "x", timestamp{1}});
  REQUIRE(codec<fulfilment>::decode_state(good));
  for (const std::string_view phase : {"none", "parked", "completed", "compensated"}) {
    auto bad = good;
    bad.replace(bad.find("\"running\"") + 1, 7, phase);
    const auto decoded = codec<fulfilment>::decode_state(bad);
    REQUIRE_FALSE(decoded);
    CHECK_THAT(decoded.error().message, Contains("before.phase"));
  }
}
