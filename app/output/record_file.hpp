#pragma once

#include "docket/app/output/output.hpp"

#include <string>
#include <string_view>

namespace docket::app {

// A file of JSON Lines that a run writes beside its work. Not thread-safe.
class record_file {
public:
  // Makes the file if there is none; throws command_failed.
  explicit record_file(std::string path);
  ~record_file();
  record_file(const record_file&) = delete;
  record_file& operator=(const record_file&) = delete;

  // Drops what an earlier run left. Apart from opening, so that a run that cannot begin destroys nothing.
  // Throws command_failed.
  void empty();

  void add(std::string_view line) {
    pending_ += line;
    pending_ += '\n';
  }
  // Hands what was added to the operating system, so that it outlives the process. Throws output_error.
  void flush();

private:
  std::string path_;
  int descriptor_;
  std::string pending_;
};

} // namespace docket::app
