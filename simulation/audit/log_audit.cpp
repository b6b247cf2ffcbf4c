#include "docket/simulation/audit/log_audit.hpp"

#include "docket/persistence/store/hash_chain.hpp"
#include "docket/persistence/store/verify.hpp"

#include <fmt/format.h>

namespace docket {

namespace {

void audit_versions(const audited_stream& stream, findings& found) {
  version last{};
  timestamp occurred_at = earliest_time;
  for (const auto* event : stream.events) {
    const auto& seen = event->seen;
    if (value(seen.version) != value(last) + 1)
      found.add("version_gap", fmt::format("{} follows version {}", event->place(), value(last)));
    if (seen.stream_type != stream.type || seen.stream_id != stream.id)
      found.add("version_gap",
                fmt::format("{} has the key of {} {}", event->place(), stream.type, stream.id));
    if (seen.occurred_at < occurred_at)
      found.add("time_goes_back",
                fmt::format("{} happened at {}, the one before it at {}", event->place(),
                            format_timestamp(seen.occurred_at), format_timestamp(occurred_at)));
    last = seen.version;
    occurred_at = seen.occurred_at;
  }
}

sha256 hash_of(commit_hasher& hasher, const audited_log& log, const commit_record& commit,
               const sha256& previous) {
  hasher.begin(previous, commit.number, commit.recorded_at);
  for (auto p = value(commit.first); p <= value(commit.last); ++p)
    if (const auto* event = log.at(position{p})) hasher.add(event->seen.view());
  return hasher.finish();
}

void audit_commit_times(const audited_log& log, findings& found) {
  for (const auto& event : log.events())
    if (event.commit == 0 || log.commits()[event.commit - 1].recorded_at != event.seen.recorded_at)
      found.add("chain_broken", fmt::format("{} was not recorded with its commit", event.place()));
}

} // namespace

void audit_order_of_events(const audited_log& log, findings& found) {
  position last{};
  timestamp recorded_at = earliest_time;
  for (const auto& event : log.events()) {
    const auto& seen = event.seen;
    if (value(seen.position) != value(last) + 1)
      found.add("position_gap", fmt::format("position {} follows {}", value(seen.position), value(last)));
    if (seen.recorded_at < recorded_at)
      found.add("time_goes_back", fmt::format("position {} was recorded before position {}",
                                              value(seen.position), value(last)));
    last = seen.position;
    recorded_at = seen.recorded_at;
  }
  if (last != log.head().position)
    found.add("position_gap", fmt::format("the log ends at {}, its last event is at {}",
                                          value(log.head().position), value(last)));
  for (const auto& stream : log.streams())
    audit_versions(stream, found);
}

void audit_chain(const audited_log& log, findings& found) {
  commit_hasher hasher;
  sha256 hash{};
  position last{};
  for (const auto& commit : log.commits()) {
    if (value(commit.first) != value(last) + 1 || commit.last < commit.first)
      found.add("chain_broken", fmt::format("commit {} has the positions {} to {}, after {}", commit.number,
                                            value(commit.first), value(commit.last), value(last)));
    if (hash_of(hasher, log, commit, hash) != commit.hash)
      found.add("chain_broken", fmt::format("commit {} has another hash than its events", commit.number));
    hash = commit.hash;
    last = commit.last;
  }
  if (log.head() != log_head{last, log.commits().size(), hash})
    found.add("chain_broken", "the log's head is not its last commit");
  audit_commit_times(log, found);
}

void audit_file(const std::filesystem::path& database, findings& found) {
  const auto report = verify_log(database);
  if (!report.whole()) found.add("chain_broken", report.damage);
}

} // namespace docket
