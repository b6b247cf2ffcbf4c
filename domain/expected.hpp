#pragma once

#include <tl/expected.hpp>

namespace docket {

// A value or the reason why there is none. std::expected is C++23; this name is the one place to swap it.
template <class Value, class Error>
using expected = tl::expected<Value, Error>;

using tl::unexpected;

} // namespace docket
