#include "payment/samples.hpp"

using namespace docket;
using namespace docket::testing::payments;

TEST_CASE(
    "a payment's commands have stable names, know their payment, and only the request begins a stream") {
  const std::vector<std::pair<payment_command, std::string_view>> every_command{
      {requesting(), "requestPayment"}, {authorising(), "authorisePayment"},
      {capturing(), "capturePayment"},  {declining(), "declinePayment"},
      {voiding(), "voidPayment"},       {refunding("r-1", {1}), "refundPayment"},
  };
  CHECK(every_command.size() == std::variant_size_v<payment_command>);
  CHECK(payment::stream_type == "payment");
  for (const auto& [command, name] : every_command) {
    CHECK(command_name(command) == name);
    CHECK(target(command) == payment_1);
    CHECK(payment::id_of(command) == "pay-1");
    CHECK(payment::begins_stream(command) == (name == "requestPayment"));
  }
}
