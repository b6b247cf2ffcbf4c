#include "docket/app/projections/own_views.hpp"

#include "docket/persistence/store/store_error.hpp"

#include <chrono>
#include <thread>

namespace docket::app {
namespace {

constexpr std::chrono::seconds patience{3};
constexpr std::chrono::milliseconds look_every{20};

} // namespace

std::unique_ptr<views_folder> own_views(const invocation& call) {
  const auto folder = views_folder_of(call.database_or_default());
  const auto until = std::chrono::steady_clock::now() + patience;
  for (;;) {
    try {
      return std::make_unique<views_folder>(folder);
    } catch (const store_error& error) {
      if (error.code() != store_errc::locked || std::chrono::steady_clock::now() >= until) throw;
    }
    std::this_thread::sleep_for(look_every);
  }
}

} // namespace docket::app
