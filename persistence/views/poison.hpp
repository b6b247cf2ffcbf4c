#pragma once

#include <exception>
#include <string>

namespace docket::views {

// Why an event cannot be applied, from what its projection threw. What is not the event's fault is thrown on:
// errors of the file system and of the database file (store_error), and want of memory. A constraint of the
// view's tables, or an SQL statement that cannot run, is the event's or the projection's fault.
[[nodiscard]] std::string poison_or_throw(const std::exception_ptr& thrown);

} // namespace docket::views
