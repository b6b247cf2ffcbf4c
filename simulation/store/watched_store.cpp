#include "docket/simulation/store/watched_store.hpp"

#include <type_traits>
#include <utility>

namespace docket {
namespace {

class watched_store final : public event_store {
public:
  watched_store(std::unique_ptr<event_store> store, std::shared_ptr<bool> closed)
      : store_(std::move(store)),
        closed_(std::move(closed)) {}

  commit_result commit(std::span<const append* const> batch, timestamp recorded_at) override {
    return watching([&] { return store_->commit(batch, recorded_at); });
  }
  void write_snapshots(std::span<const snapshot_write> batch) override {
    watching([&] { store_->write_snapshots(batch); });
  }
  void write_checkpoint(std::string_view name, position at) override {
    watching([&] { store_->write_checkpoint(name, at); });
  }
  void maintain() override {
    watching([&] { store_->maintain(); });
  }
  std::unique_ptr<log_reader> open_reader() override { return store_->open_reader(); }
  file_sizes sizes() const override { return store_->sizes(); }

private:
  template <class Work>
  std::invoke_result_t<Work> watching(Work work) {
    try {
      return work();
    } catch (const store_error& error) {
      if (error.code() == store_errc::outcome_unknown || error.code() == store_errc::closed_to_writes)
        *closed_ = true;
      throw;
    }
  }

  std::unique_ptr<event_store> store_;
  std::shared_ptr<bool> closed_;
};

} // namespace

std::unique_ptr<event_store> watched(std::unique_ptr<event_store> store, std::shared_ptr<bool> closed) {
  return std::make_unique<watched_store>(std::move(store), std::move(closed));
}

} // namespace docket
