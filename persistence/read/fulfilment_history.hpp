#pragma once

#include "docket/domain/fulfilment/events.hpp"
#include "docket/domain/fulfilment/state.hpp"
#include "docket/domain/ids.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What an order's fulfilment is and went through, read from the log. All throw store_error; an event that
// cannot be understood is store_errc::corrupt and the message names its position.
namespace docket {

struct fulfilment_view {
  order_id id;
  docket::version version{};   // Of the last event in it.
  docket::position position{}; // Of the last event in it.
  fulfilment_state state;
};

// As it is now; nothing when none was begun for the order.
[[nodiscard]] std::optional<fulfilment_view> read_fulfilment(log_reader& reader, const order_id& order);

struct fulfilment_entry {
  recorded_event recorded;
  fulfilment_event event; // Decoded.
};

// A step from its opening to its answer.
struct step_record {
  enum class outcome : std::uint8_t {
    open,
    succeeded,
    refused,
    dropped, // What was done is undone, and its answer is not waited for any more.
  };

  open_step last;              // As it stood when it was last heard of: attempt, due.
  docket::version opened_by{}; // The fulfilment's event that it follows from.
  text retried_for{};          // Why it was asked again last, as step_retried::cause; empty: it was not.
  text problem{};              // What went wrong last, also when it went well afterwards.
  outcome now = outcome::open;
  std::optional<timestamp> ended_at{};
  text rule{}, reason{}; // Of a refused one.
};

struct fulfilment_history {
  fulfilment_view now;
  std::vector<fulfilment_entry> events; // First to last.
  std::vector<step_record> steps;       // By number.
};

// Nothing when none was begun for the order.
[[nodiscard]] std::optional<fulfilment_history> read_fulfilment_history(log_reader& reader,
                                                                        const order_id& order);

// "open", "succeeded", "refused", "dropped".
[[nodiscard]] std::string_view name_of(step_record::outcome outcome) noexcept;

// What the event says, as one sentence for people: "Payment taken", "Reserving widget refused: …".
[[nodiscard]] std::string describe(const fulfilment_event& event);

// What the step is about: "taking the payment", "reserving widget".
[[nodiscard]] std::string describe(step_kind kind, const product_id& product);

// Whose answer an open step waits for: "the payment provider", "the stock of widget".
[[nodiscard]] std::string waits_for(step_kind kind, const product_id& product);

// One JSON object: where it stands, its lines and its open steps; docs/commands.md has the fields.
[[nodiscard]] std::string to_json(const fulfilment_view& fulfilment);

[[nodiscard]] std::string to_json(const step_record& step);

} // namespace docket
