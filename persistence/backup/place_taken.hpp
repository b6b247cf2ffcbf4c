#pragma once

#include "docket/persistence/store/store_error.hpp"

#include <string>

namespace docket {

// Where the copy shall be is a file that is not to be written over, or one that would spoil it. The message
// names it.
class place_taken : public store_error {
public:
  explicit place_taken(const std::string& message) : store_error(store_errc::io, message) {}
};

} // namespace docket
