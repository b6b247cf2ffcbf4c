#include "docket/app/backup/backup_text.hpp"

#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/service/answers/hash_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace docket::app {

std::string backup_text(std::string_view what, const backup_report& report, std::chrono::milliseconds took) {
  const auto& log = report.log;
  auto text = fmt::format("{} {} in {}, {}, in {}.\n", printable(what),
                          counted(log.events, "event", "events"), counted(log.commits, "commit", "commits"),
                          counted(report.bytes, "byte", "bytes"), duration_text(took));
  if (report.archives > 0)
    text += fmt::format("With {}, {}.\n", counted(report.archives, "archive", "archives"),
                        counted(report.archive_bytes, "byte", "bytes"));
  return text + fmt::format("Head: position {}, commit {}, hash {}\n", value(log.head.position),
                            log.head.commit, service::hash_text(log.head.hash));
}

std::string backup_json(const std::filesystem::path& file, const backup_report& report,
                        std::chrono::milliseconds took) {
  const auto& log = report.log;
  const nlohmann::ordered_json object{
      {"file", file.string()},
      {"events", log.events},
      {"commits", log.commits},
      {"streams", log.streams},
      {"head",
       {{"position", value(log.head.position)},
        {"commit", log.head.commit},
        {"hash", service::hash_text(log.head.hash)}}},
      {"bytes", report.bytes},
      {"archives", {{"files", report.archives}, {"bytes", report.archive_bytes}}},
      {"seconds", static_cast<double>(took.count()) / 1e3}};
  return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

} // namespace docket::app
