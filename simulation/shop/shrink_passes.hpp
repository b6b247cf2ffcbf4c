#pragma once

#include "docket/simulation/shop/shrinking.hpp"

#include <span>

namespace docket {

// One way to make a scenario smaller: tries what it knows on the smallest so far.
using shrink_pass = void (*)(shrinking& work);

// All of them but the next, those first that take out most.
[[nodiscard]] std::span<const shrink_pass> shrink_passes() noexcept;

// Puts few choices of who is next in the place of a schedule. Later changes must fit these choices.
void shrink_choices(shrinking& work);

} // namespace docket
