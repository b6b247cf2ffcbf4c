#include "docket/persistence/store/verify.hpp"

#include "docket/persistence/store/sqlite/chain_check.hpp"
#include "docket/persistence/store/sqlite/connection.hpp"
#include "docket/persistence/store/sqlite/damage.hpp"
#include "docket/persistence/store/sqlite/database_file.hpp"
#include "docket/persistence/store/sqlite/table_check.hpp"

namespace docket {
namespace {

// All that is read belongs to one moment, whatever a writer does meanwhile.
class one_moment {
public:
  explicit one_moment(sqlite3* connection) : end_(connection, "ROLLBACK", "reading") {
    sqlite::statement{connection, "BEGIN", "reading"}.run();
  }
  ~one_moment() { static_cast<void>(end_.try_run()); }
  one_moment(const one_moment&) = delete;
  one_moment& operator=(const one_moment&) = delete;

private:
  sqlite::statement end_;
};

void check(sqlite3* connection, const verify_options& options, verify_report& report) {
  const one_moment moment{connection};
  sqlite::chain_check chain{connection, options, report};
  chain.run();
  sqlite::check_tables(connection, chain);
}

} // namespace

verify_report verify_log(const std::filesystem::path& database, const verify_options& options) {
  const auto file = sqlite::locate_for_reading(database);
  auto connection = sqlite::open_for_reading(file);
  verify_report report;
  try {
    check(connection.getHandle(), options, report);
  } catch (const sqlite::damage& found) {
    report.damage = found.what;
    report.at_position = found.at_position;
    report.at_commit = found.at_commit;
  } catch (const store_error& error) {
    if (error.code() != store_errc::corrupt) throw;
    report.damage = error.what();
  }
  return report;
}

} // namespace docket
