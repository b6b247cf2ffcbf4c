#pragma once

#include <sqlite3.h>

#include <mutex>

namespace docket::testing {

// A disk that fails on demand: while one of these lives, SQLite's files go through it. Counts the writes and
// syncs of one kind of file and makes the nth fail, once or from then on. Any thread.
class faulty_vfs {
public:
  enum class file { database, wal };
  enum class operation { write, sync, read };

  faulty_vfs();
  ~faulty_vfs();
  faulty_vfs(const faulty_vfs&) = delete;
  faulty_vfs& operator=(const faulty_vfs&) = delete;

  // The nth operation from now on (1: the next) answers `code`, and all after it as well if `for_good`.
  void fail(file where, operation what, int nth, int code, bool for_good = false);
  // At the nth operation from now on this process ends as by `kill -9`, before it is done.
  void die(file where, operation what, int nth);
  void heal();

  // Whether the failure that was asked for has happened.
  [[nodiscard]] bool struck() const;

  // For the shim's own files: the code that the operation shall answer, or SQLITE_OK to go on.
  [[nodiscard]] int verdict(file where, operation what);
  [[nodiscard]] sqlite3_vfs* real() const noexcept { return real_; }

private:
  sqlite3_vfs* real_;
  sqlite3_vfs shim_{};
  mutable std::mutex mutex_; // Over all that follows.
  file where_ = file::database;
  operation what_ = operation::write;
  int left_ = 0; // Operations until the failure; 0: none is planned.
  int code_ = SQLITE_OK;
  bool for_good_ = false;
  bool struck_ = false;
  bool deadly_ = false;
};

} // namespace docket::testing
