#pragma once

#include "docket/domain/fulfilment/commands.hpp"
#include "docket/domain/fulfilment/state.hpp"
#include "docket/persistence/codec/written_words.hpp"

#include <array>
#include <string_view>

// The words of a fulfilment's enums, in the order of their values. Steps have theirs in the domain
// (steps.hpp).
namespace docket::fulfilment_words {

using words = std::string_view;

inline constexpr std::array flows{words{"pay_first"}, words{"reserve_first"}};

inline constexpr std::array payment_facts{words{"authorised"}, words{"captured"}, words{"declined"},
                                          words{"voided"}, words{"refunded"}};
inline constexpr std::array shipment_facts{words{"dispatched"}, words{"delivered"}, words{"failed"}};

inline constexpr std::array lines{words{"untouched"}, words{"reserved"}, words{"shipped"}, words{"released"}};
inline constexpr std::array payments{words{"none"},     words{"authorised"}, words{"captured"},
                                     words{"declined"}, words{"voided"},     words{"refunded"}};
inline constexpr std::array shipments{words{"none"}, words{"dispatched"}, words{"delivered"},
                                      words{"failed"}};
inline constexpr std::array orders{words{"placed"},  words{"paid"},      words{"confirmed"},
                                   words{"shipped"}, words{"delivered"}, words{"cancelled"}};

static_assert(are_words_up_to(flows, fulfilment_flow::reserve_first));
static_assert(are_words_up_to(payment_facts, note_payment::fact::refunded));
static_assert(are_words_up_to(shipment_facts, note_shipment::fact::failed));
static_assert(are_words_up_to(lines, line_standing::released));
static_assert(are_words_up_to(payments, payment_standing::refunded));
static_assert(are_words_up_to(shipments, shipment_standing::failed));
static_assert(are_words_up_to(orders, order_standing::cancelled));

} // namespace docket::fulfilment_words
