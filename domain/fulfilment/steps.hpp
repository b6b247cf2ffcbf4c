#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

// What a fulfilment asks of others, one step at a time or several at once.
namespace docket {

enum class step_kind : std::uint8_t {
  authorise_payment, // payment provider: set the order's total aside
  capture_payment,   // payment provider: take it
  void_payment,      // payment provider: make sure that nothing is or will be taken
  refund_payment,    // payment provider: give it back
  record_payment,    // order: it is paid
  reserve_stock,     // stock of one product: keep the line's pieces for this order
  release_stock,     // stock of one product: give them back
  ship_stock,        // stock of one product: they have left the house
  confirm_order,     // order: everything is there
  dispatch_shipment, // carrier: take the parcel
  record_shipment,   // order: it is on its way
  await_delivery,    // carrier: has it arrived?
  recall_shipment,   // carrier: stop the parcel, or bring it back
  record_delivery,   // order: it has arrived
  cancel_order,      // order: it will not be fulfilled
  record_refund,     // order: what it had paid was given back
};

// "authorise_payment", ...; written in the log for ever.
[[nodiscard]] std::string_view step_name(step_kind kind) noexcept;
[[nodiscard]] std::optional<step_kind> step_of(std::string_view name) noexcept;

// A step as it is begun. A process numbers its steps from 1 in the order in which they are opened.
struct step_opening {
  std::int32_t number = 0;
  step_kind kind{};
  product_id product{};                  // Of steps about the stock of one product; else empty.
  timestamp due;                         // Without an answer by then it is asked again.
  std::optional<timestamp> give_up_at{}; // Past this it is not worth waiting for.

  friend bool operator==(const step_opening&, const step_opening&) = default;
};

// When the clock has something to do about it: to ask again, or to give it up.
[[nodiscard]] timestamp first_call(const step_opening& step) noexcept;

// A step that has no final answer yet.
struct open_step : step_opening {
  std::int32_t attempt = 1; // How often it has been asked; people who have it retried begin anew.
  timestamp opened_at;
  text problem{};        // What went wrong at this attempt, once that is known.
  bool repeated = false; // Asked more than once, ever: several answers may come.

  friend bool operator==(const open_step&, const open_step&) = default;
};

} // namespace docket
