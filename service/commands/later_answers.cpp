#include "docket/service/commands/later_answers.hpp"

#include "docket/persistence/codec/json_writer.hpp"

namespace docket::service {

void later_answers::expect(const std::string& id) {
  std::lock_guard lock{mutex_};
  known_[id] = {++numbers_, 0, {}};
  oldest_first_.emplace_back(id, numbers_);
  while (oldest_first_.size() > kept_max_) {
    const auto& [oldest, number] = oldest_first_.front();
    const auto found = known_.find(oldest);
    if (found != known_.end() && found->second.number == number) known_.erase(found);
    oldest_first_.pop_front();
  }
}

void later_answers::arrived(const std::string& id, const http_response& response) {
  std::lock_guard lock{mutex_};
  const auto found = known_.find(id);
  if (found == known_.end()) return;
  found->second.status = response.status;
  found->second.body = response.body;
}

std::optional<std::string> later_answers::told(std::string_view id) const {
  std::lock_guard lock{mutex_};
  const auto found = known_.find(std::string{id});
  if (found == known_.end()) return std::nullopt;
  return json_text([&](json_writer& to) {
    to.begin_object();
    to.string("commandId", id);
    to.string("state", found->second.status == 0 ? "pending" : "done");
    if (found->second.status != 0) {
      to.integer("status", std::int64_t{found->second.status});
      to.raw("answer", found->second.body);
    }
    to.end_object();
  });
}

} // namespace docket::service
