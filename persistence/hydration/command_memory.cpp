#include "docket/persistence/hydration/command_memory.hpp"

#include "docket/domain/planted_bugs.hpp"

#include <algorithm>
#include <cstring>

namespace docket {
namespace {

// FNV-1a with a final mix. Stored in snapshots, which are dropped when this changes (image_format).
std::uint64_t hash_of(std::string_view id) noexcept {
  std::uint64_t h = 0xcbf29ce484222325u;
  for (const char c : id)
    h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  h ^= h >> 32;
  h *= 0xd6e8feb86659fd93u;
  return h ^ (h >> 32);
}

std::uint32_t fold(std::uint64_t fingerprint) noexcept {
  return static_cast<std::uint32_t>(fingerprint ^ (fingerprint >> 32));
}

std::uint32_t seconds(timestamp t) noexcept {
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(t.microseconds / 1'000'000, 0, 0xffff'ffff));
}

// A live order has a handful of commands: grow by two while they are few, by half when they are many.
void make_room(std::vector<remembered_command>& commands) {
  if (commands.size() == commands.capacity())
    commands.reserve(commands.size() + 2 + commands.size() / 2 / 8 * 8);
}

} // namespace

const remembered_command* command_memory::find(std::uint64_t id_hash) const {
  if (index_) {
    const auto found = index_->find(id_hash);
    return found == index_->end() ? nullptr : &commands_[found->second];
  }
  const auto found = std::find_if(commands_.rbegin(), commands_.rend(),
                                  [&](const remembered_command& c) { return c.id_hash == id_hash; });
  return found == commands_.rend() ? nullptr : &*found;
}

command_memory::answer command_memory::look_up(std::string_view command_id, std::uint64_t fingerprint,
                                               timestamp now, const command_retention& retention) const {
  const auto* first = find(hash_of(command_id));
  if (!first) return {};
  const auto place = static_cast<std::size_t>(first - commands_.data());
  if (commands_.size() - place > retention.count_max) return {};
  const auto age_s = static_cast<std::int64_t>(seconds(now)) - first->recorded_at_s;
  if (retention.age_max.count() > 0 && age_s > retention.age_max.count()) return {};
  const bool same =
      first->fingerprint == fold(fingerprint) || planted(planted_bug::reused_id_taken_for_repeat);
  return {same ? verdict::repeat : verdict::reused, *first};
}

void command_memory::remember(std::string_view command_id, std::uint64_t fingerprint, version after,
                              std::uint32_t events, position first, timestamp recorded_at,
                              const command_retention& retention) {
  make_room(commands_);
  commands_.push_back(
      {hash_of(command_id), value(first), fold(fingerprint), value(after), seconds(recorded_at), events});
  // Forgetting a quarter at a time keeps the cost per command flat.
  if (commands_.size() > retention.count_max + retention.count_max / 4 + 1)
    forget_oldest(retention.count_max);
  if (index_)
    (*index_)[commands_.back().id_hash] = commands_.size() - 1;
  else if (commands_.size() > scan_max)
    rebuild_index();
}

void command_memory::settle(version from, position append_first, version append_last) {
  for (auto c = commands_.rbegin(); c != commands_.rend() && c->version > value(from); ++c)
    if (c->version <= value(append_last))
      c->first_position = value(append_first) + (c->version - c->events - value(from));
}

void command_memory::forget_oldest(std::size_t keep) {
  commands_.erase(commands_.begin(), commands_.end() - static_cast<std::ptrdiff_t>(keep));
  if (index_) rebuild_index();
}

void command_memory::rebuild_index() {
  index_.reset();
  if (commands_.size() <= scan_max) return;
  index_ = std::make_unique<std::unordered_map<std::uint64_t, std::size_t>>();
  index_->reserve(commands_.size() * 2);
  for (std::size_t i = 0; i < commands_.size(); ++i)
    (*index_)[commands_[i].id_hash] = i;
}

void command_memory::write(std::string& out) const {
  const std::uint64_t count = commands_.size();
  out.append(reinterpret_cast<const char*>(&count), sizeof count);
  out.append(reinterpret_cast<const char*>(commands_.data()), commands_.size() * sizeof(remembered_command));
}

std::optional<std::size_t> command_memory::restore(std::string_view bytes) {
  std::uint64_t count = 0;
  if (bytes.size() < sizeof count) return std::nullopt;
  std::memcpy(&count, bytes.data(), sizeof count);
  if (count > (bytes.size() - sizeof count) / sizeof(remembered_command)) return std::nullopt;
  commands_.resize(count);
  if (count > 0)
    std::memcpy(commands_.data(), bytes.data() + sizeof count, count * sizeof(remembered_command));
  rebuild_index();
  return sizeof count + count * sizeof(remembered_command);
}

} // namespace docket
