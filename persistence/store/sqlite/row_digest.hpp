#pragma once

#include <cstdint>
#include <initializer_list>

namespace docket::sqlite {

// The same for the same rows in any order: to compare what two tables say of the same thing.
class row_digest {
public:
  void add(std::initializer_list<std::int64_t> row) noexcept {
    row_ = 0;
    for (const auto number : row)
      add_column(static_cast<std::uint64_t>(number));
    end_row();
  }

  // A row in pieces: its columns, then its end.
  void add_column(std::uint64_t value) noexcept { row_ = mix(row_ + value); }
  void end_row() noexcept {
    sum_ += row_;
    row_ = 0;
    ++rows_;
  }

  [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }

  friend bool operator==(const row_digest&, const row_digest&) = default;

private:
  static std::uint64_t mix(std::uint64_t value) noexcept { // The finaliser of MurmurHash3.
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdULL;
    value ^= value >> 33;
    value *= 0xc4ceb9fe1a85ec53ULL;
    return value ^ (value >> 33);
  }

  std::uint64_t row_ = 0; // Of the row that is being added.
  std::uint64_t rows_ = 0;
  std::uint64_t sum_ = 0;
};

} // namespace docket::sqlite
