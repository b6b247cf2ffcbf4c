#include "docket/persistence/views/poison.hpp"

#include "docket/persistence/store/sqlite/errors.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <new>

namespace docket::views {
namespace {

// Whether SQLite found fault with what it was asked to do, not with the file or the machine.
bool is_fault_of_the_statement(int extended_code) noexcept {
  switch (extended_code & 0xff) {
  case SQLITE_ERROR:
  case SQLITE_CONSTRAINT:
  case SQLITE_MISMATCH:
  case SQLITE_RANGE:
  case SQLITE_TOOBIG:
  case SQLITE_MISUSE: return true;
  default: return false;
  }
}

} // namespace

std::string poison_or_throw(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const sqlite::sqlite_error& error) {
    if (!is_fault_of_the_statement(error.extended_code())) throw;
    return fmt::format("{} (SQLite code {})", sqlite3_errstr(error.extended_code()), error.extended_code());
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "the projection threw something that is no std::exception";
  }
}

} // namespace docket::views
