#include "docket/app/read/verify_text.hpp"

#include "docket/app/output/numbers.hpp"
#include "docket/service/answers/hash_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace docket::app {

std::string verify_text(const verify_report& report) {
  return fmt::format("The log is whole: {} in {} and {}.\nHead: position {}, commit {}, hash {}\n",
                     counted(report.events, "event", "events"), counted(report.commits, "commit", "commits"),
                     counted(report.streams, "stream", "streams"), value(report.head.position),
                     report.head.commit, service::hash_text(report.head.hash));
}

std::string verify_json(const verify_report& report) {
  nlohmann::ordered_json object{{"whole", report.whole()},
                                {"events", report.events},
                                {"commits", report.commits},
                                {"streams", report.streams},
                                {"head",
                                 {{"position", value(report.head.position)},
                                  {"commit", report.head.commit},
                                  {"hash", service::hash_text(report.head.hash)}}}};
  if (!report.whole()) {
    object["damage"] = report.damage;
    if (report.at_position) object["atPosition"] = value(*report.at_position);
    if (report.at_commit) object["atCommit"] = *report.at_commit;
  }
  return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace docket::app
