#include "docket/simulation/gateways/ledger_json.hpp"

#include <catch2/catch.hpp>

using namespace docket;

namespace {

const std::string refund_line =
    R"({"n":7,"key":"p.4","operation":"refund","payment":"order-1","order":"order-1","amount":"1.234",)"
    R"("currency":"KWD","effect":"refunded","reference":"pay-00ff"})";
const std::string refusal_line =
    R"({"n":8,"key":"p.5","operation":"dispatch","shipment":"ship-1","order":"order-1","effect":"refused",)"
    R"("reference":"SIM00ff","reason":"not carried"})";

std::string with(std::string line, std::string_view old, std::string_view replacement) {
  return line.replace(line.find(old), old.size(), replacement);
}

} // namespace

TEST_CASE("a payment's line has its sum with exactly the currency's decimals") {
  const ledger_entry refund{.n = 7,
                            .key = "p.4",
                            .operation = gateway_operation::refund,
                            .payment = payment_id{"order-1"},
                            .order = order_id{"order-1"},
                            .sum = amount{1234},
                            .currency = currency{"KWD"},
                            .effect = gateway_effect::refunded,
                            .reference = "pay-00ff"};
  CHECK(to_json(refund) == refund_line);
  CHECK(parse_ledger_line(refund_line) == refund);
}

TEST_CASE("a shipment's line has no money, and a refusal its reason") {
  const ledger_entry refusal{.n = 8,
                             .key = "p.5",
                             .operation = gateway_operation::dispatch,
                             .shipment = shipment_id{"ship-1"},
                             .order = order_id{"order-1"},
                             .effect = gateway_effect::refused,
                             .reference = "SIM00ff",
                             .reason = "not carried"};
  CHECK(to_json(refusal) == refusal_line);
  CHECK(parse_ledger_line(refusal_line) == refusal);
}

TEST_CASE("every operation and every effect is read as it is written") {
  for (int operation = 0; operation < 6; ++operation) {
    for (int effect = 0; effect < 10; ++effect) {
      ledger_entry entry{.n = 1, .key = "k", .order = order_id{"o"}};
      entry.operation = static_cast<gateway_operation>(operation);
      entry.effect = static_cast<gateway_effect>(effect);
      if (operation < 4) {
        entry.payment = payment_id{"p"};
        entry.currency = currency{"USD"};
      } else {
        entry.shipment = shipment_id{"s"};
      }
      CHECK(parse_ledger_line(to_json(entry)) == entry);
    }
  }
}

TEST_CASE("a line that is no ledger's is refused with a reason") {
  const auto refused = [](const std::string& line) { return !parse_ledger_line(line).has_value(); };
  CHECK(refused(""));
  CHECK(refused("[]"));
  CHECK(refused(refund_line.substr(0, 40)));
  CHECK(refused(with(refund_line, "1.234", "1.23")));
  CHECK(refused(with(refund_line, "refunded", "reversed")));
  CHECK(refused(with(refund_line, R"("operation":"refund")", R"("operation":"steal")")));
  CHECK(refused(with(refund_line, R"("payment":"order-1",)", "")));
  CHECK(refused(with(refusal_line, R"("shipment":"ship-1")", R"("payment":"ship-1")")));
}
