#pragma once

#include "docket/persistence/views/view_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace docket {

// Connections to the live generation of one view, for queries on callers' threads, kept for the next one.
// Those of a generation that is live no more go when they are given back. Thread-safe.
class view_readers {
public:
  view_readers(std::filesystem::path folder, std::string name);

  // Queries read this generation from now on; 0: there is none.
  void read_from(std::uint32_t generation);
  [[nodiscard]] std::uint32_t generation() const;

  // One reader for one question.
  class borrowed {
  public:
    borrowed(view_readers& from, std::unique_ptr<view_reader> reader, std::uint32_t generation)
        : from_(from),
          reader_(std::move(reader)),
          generation_(generation) {}
    ~borrowed() { from_.give_back(std::move(reader_), generation_); }
    borrowed(const borrowed&) = delete;
    borrowed& operator=(const borrowed&) = delete;
    [[nodiscard]] view_reader& operator*() const { return *reader_; }

  private:
    view_readers& from_;
    std::unique_ptr<view_reader> reader_;
    std::uint32_t generation_;
  };

  // Throws store_error: not_found when no generation can be read.
  [[nodiscard]] borrowed borrow();

private:
  [[nodiscard]] std::unique_ptr<view_reader> take_idle(std::uint32_t& generation);
  void give_back(std::unique_ptr<view_reader> reader, std::uint32_t generation) noexcept;

  std::filesystem::path folder_;
  std::string name_;
  mutable std::mutex lock_;
  std::uint32_t generation_ = 0;
  std::vector<std::unique_ptr<view_reader>> idle_;
};

} // namespace docket
