#pragma once

namespace docket {

// What an operator may set about payments: nothing yet. Every aggregate has limits.
struct payment_limits {};

} // namespace docket
