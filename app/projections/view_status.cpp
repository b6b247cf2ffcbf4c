#include "docket/app/projections/view_status.hpp"

#include "docket/app/program/system_time.hpp"
#include "docket/app/projections/known_projections.hpp"
#include "docket/persistence/views/views_folder.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <thread>

namespace docket::app {
namespace {

// Long enough for a rate, short enough to wait for.
constexpr std::chrono::milliseconds sample_time{250};

std::optional<view_registry> registry_in(const std::filesystem::path& folder) {
  try {
    return view_registry::open_to_read(folder);
  } catch (const store_error& error) {
    if (error.code() != store_errc::not_found) throw;
    return std::nullopt;
  }
}

// "process 12 on vm since 10:15", out of "FILE is in use by process 12 on vm since 10:15; stop it …".
std::string holder_in(std::string_view complaint) {
  constexpr std::string_view before = " is in use by ";
  const auto found = complaint.rfind(before);
  if (found != complaint.npos) complaint.remove_prefix(found + before.size());
  return std::string{complaint.substr(0, complaint.rfind("; "))};
}

void look_into(view_status& view, const std::filesystem::path& folder) {
  if (!view.registered || !view.registered->live) return;
  try {
    view_reader reader{view_file_path(folder, view.name, view.registered->live->number)};
    const view_snapshot one_moment{reader};
    view.position = reader.position();
    view.letters = count_dead_letters(reader);
    if (view.letters.parked > 0) view.last_error = list_dead_letters(reader).back().error;
    view.readable = true;
  } catch (const store_error& error) {
    if (error.code() != store_errc::not_found) view.last_error = error.what();
  }
}

void add_lag(view_status& view, position head, log_reader& log) {
  if (view.position >= head) return;
  view.lag_events = value(head) - value(view.position);
  log.read_log(position{value(view.position) + 1}, {}, 1, [&](const event_view& oldest) {
    const auto waited = system_time().microseconds - oldest.recorded_at.microseconds;
    view.lag_seconds = static_cast<double>(std::max<std::int64_t>(0, waited)) / 1e6;
    return false;
  });
}

void measure_rates(std::vector<view_status>& views, const std::filesystem::path& folder) {
  const auto began = std::chrono::steady_clock::now();
  std::this_thread::sleep_for(sample_time);
  for (auto& view : views) {
    if (!view.readable) continue;
    auto later = view;
    look_into(later, folder);
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began;
    view.per_second = static_cast<double>(value(later.position) - value(view.position)) / passed.count();
  }
}

} // namespace

std::string_view view_status::state() const noexcept {
  if (!readable) return "not_built";
  if (registered->live->version != version) return "rebuilding";
  return lag_events == 0 ? "live" : "behind";
}

std::optional<std::string> holder_of_views(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder)) return std::nullopt;
  try {
    const views_folder mine{folder};
    return std::nullopt;
  } catch (const store_error& error) {
    if (error.code() == store_errc::locked) return holder_in(error.what());
    return std::nullopt; // Nobody can write them, and so nobody does.
  }
}

views_status look_at_views(const std::filesystem::path& database, log_reader& log) {
  const auto folder = views_folder_of(database);
  views_status all{log.head().position, holder_of_views(folder), {}};
  auto registry = registry_in(folder);
  for (const auto& make : known_projections()) {
    const auto one = make();
    view_status view;
    view.name = one->name();
    view.version = one->version();
    if (registry) view.registered = registry->find(view.name);
    look_into(view, folder);
    all.views.push_back(std::move(view));
  }
  if (all.kept_by) measure_rates(all.views, folder);
  for (auto& view : all.views)
    add_lag(view, all.head, log);
  return all;
}

} // namespace docket::app
