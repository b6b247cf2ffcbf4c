#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace docket {

// A file of lines that only grows, each line by one write(). Only one process may have it open. Not
// thread-safe. Everything here throws std::system_error when the operating system refuses, and
// std::runtime_error when another process has the file or it is none.
class ledger_file {
public:
  explicit ledger_file(const std::filesystem::path& path); // Makes it if there is none.
  ~ledger_file();
  ledger_file(const ledger_file&) = delete;
  ledger_file& operator=(const ledger_file&) = delete;

  // Visits the lines, without their ends, and cuts off what comes after the last end: a line that a killed
  // process did not finish. Once, before anything is appended.
  void read_lines(const std::function<void(std::string_view)>& visit);

  // When this throws, nothing of the line is there.
  void append(std::string line);

private:
  [[noreturn]] void fail(const char* what) const;
  void cut_to_size();

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::int64_t size_ = 0; // Bytes of whole lines.
};

} // namespace docket
