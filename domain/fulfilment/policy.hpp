#pragma once

#include "docket/domain/text.hpp"

#include <chrono>
#include <cstdint>

namespace docket {

// In which order a fulfilment takes money and goods.
enum class fulfilment_flow : std::uint8_t {
  pay_first,     // Capture the payment, then reserve the stock: nothing is kept for who does not pay.
  reserve_first, // Reserve, authorise, capture: nobody pays for what is not there.
};

// What an operator may set about fulfilments. Injected into every decision.
struct fulfilment_policy {
  std::chrono::milliseconds answer_within{10'000}; // A step without an answer is then asked again.
  std::chrono::milliseconds back_off_first{1'000}; // Before the second attempt; doubles with each.
  std::chrono::milliseconds back_off_max{300'000}; // The longest wait between two attempts.
  std::int32_t back_off_jitter_percent = 20; // Waits differ by up to this much, so that not all ask at once.
  std::int32_t attempts_max = 10;            // Then the fulfilment is parked for people.
  std::chrono::milliseconds payment_within{1'800'000};      // From its beginning, or it is cancelled.
  std::chrono::milliseconds reservation_within{3'600'000};  // Reserved and not paid for so long: cancelled.
  std::chrono::milliseconds dispatch_within{259'200'000};   // A shipment not on its way by then is cancelled.
  std::chrono::milliseconds delivery_within{2'592'000'000}; // Not delivered by then: parked for people.
  std::chrono::milliseconds tracking_every{3'600'000};      // How often the carrier is asked for news.
};

} // namespace docket
