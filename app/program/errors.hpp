#pragma once

#include <stdexcept>

namespace docket::app {

// The command line is wrong in a way that only its command can see; exit status 2.
class usage_error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

// It cannot be done, for the reason in the message, which also says what to do; exit status 1.
class command_failed : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

} // namespace docket::app
